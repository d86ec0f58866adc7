import { type ReactNode, useMemo } from 'react';
import { verifyEvidence } from '../../domains/readiness/evidence-actions.ts';
import { evidenceStates, stateLabels, stateMarks } from '../../domains/readiness/evidence-labels.ts';
import { buildPath, navigate } from '../../ui/frame/navigation.tsx';
import { Panel } from '../../ui/layout/panel.tsx';
import { KeyHints } from '../../ui/marks/kbd.tsx';
import { StateMark } from '../../ui/marks/state-mark.tsx';
import { DataTable } from '../../ui/table/data-table.tsx';
import type { TableColumn } from '../../ui/table/table-types.ts';
import { formatCount, formatNumber } from '../../ui/text/format.ts';
import styles from './evidence.module.css';
import { goToItem, itemLink } from './evidence-columns.tsx';
import { EvidenceFilterBar } from './evidence-filter-bar.tsx';
import { type EvidencePageFilter, type ShownEvidence, shownText } from './evidence-model.ts';
import { evidenceMatrix, type MatrixRow } from './matrix-model.ts';

const columns: readonly TableColumn<MatrixRow>[] = [
  { id: 'item', label: 'Item', value: (row) => row.itemTitle, width: 230, fixed: true, render: itemLink },
  { id: 'tracker', label: 'Tracker', value: (row) => row.trackerName, width: 130 },
  ...evidenceStates.map(
    (state): TableColumn<MatrixRow> => ({
      id: state,
      label: stateLabels[state],
      value: (row) => String(row.states[state]),
      width: state === 'unreachable' ? 98 : 84,
      align: 'end',
      render: (row) =>
        row.states[state] === 0 ? (
          <span className={styles.zero}>0</span>
        ) : (
          <span className={styles.state}>
            <StateMark mark={stateMarks[state]} silent />
            {formatNumber(row.states[state])}
          </span>
        ),
    }),
  ),
  { id: 'total', label: 'All', value: (row) => String(row.total), width: 56, align: 'end' },
];

const hint = (
  <KeyHints
    hints={[
      { keys: ['↵'], does: 'its evidence' },
      { keys: ['i'], does: 'the item' },
      { keys: ['v'], does: 'verify' },
    ]}
  />
);

interface EvidenceMatrixProps {
  readonly shown: ShownEvidence;
  readonly stale: boolean;
  readonly filter: EvidencePageFilter;
  readonly onFilter: (filter: EvidencePageFilter) => void;
  readonly empty: ReactNode;
}

/** Items by state of their evidence. */
export function EvidenceMatrix({ shown, stale, filter, onFilter, empty }: EvidenceMatrixProps) {
  const rows = useMemo(() => evidenceMatrix(shown.rows), [shown.rows]);
  const isAll = shown.rows.length === shown.total;
  return (
    <div className={styles.tab}>
      <EvidenceFilterBar filter={filter} onFilter={onFilter} shown={shown} hint={hint} />
      {rows.length === 0 ? (
        empty
      ) : (
        <Panel
          title="Items"
          stale={stale}
          fact={
            isAll
              ? `${formatCount(rows.length, 'item')} with ${shownText(shown)}`
              : `from ${shownText(shown)}: there may be more of each`
          }
        >
          <DataTable
            label="Items by state of their evidence"
            columns={columns}
            source={{ total: rows.length, start: 0, rows }}
            rowId={(row) => row.itemId}
            fit
            onOpen={(row) => navigate(buildPath('/evidence', {}, { item: row.itemId }))}
            rowTone={(row) => (row.itemGone ? 'muted' : 'plain')}
            onKey={(key, row) => {
              if (row === null || (key !== 'i' && key !== 'v')) return false;
              if (key === 'i') goToItem(row);
              else void verifyEvidence(row.evidence);
              return true;
            }}
          />
        </Panel>
      )}
    </div>
  );
}
