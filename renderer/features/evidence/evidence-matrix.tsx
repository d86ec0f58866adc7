import type { ReactNode } from 'react';
import type { RowOf } from '../../../core/contract/index.ts';
import { useView } from '../../bridge/hooks.ts';
import { useSettled } from '../../bridge/use-window.ts';
import { ViewGate } from '../../domains/fleet/view-gate.tsx';
import { verifyItems } from '../../domains/readiness/evidence-actions.ts';
import { evidenceStates, stateLabels, stateMarks } from '../../domains/readiness/evidence-labels.ts';
import shared from '../../domains/readiness/screens.module.css';
import { buildPath, navigate } from '../../ui/frame/navigation.tsx';
import { Panel } from '../../ui/layout/panel.tsx';
import { KeyHints } from '../../ui/marks/kbd.tsx';
import { StateLabel } from '../../ui/marks/state-mark.tsx';
import { DataTable } from '../../ui/table/data-table.tsx';
import type { TableColumn } from '../../ui/table/table-types.ts';
import { formatNumber } from '../../ui/text/format.ts';
import styles from './evidence.module.css';
import { goToItem, itemLink } from './evidence-columns.tsx';
import { EvidenceFilterBar } from './evidence-filter-bar.tsx';
import {
  type EvidencePageFilter,
  isNarrowed,
  itemsText,
  noCounts,
  toEvidenceFilter,
} from './evidence-model.ts';

type MatrixRow = RowOf<'evidence.items'>;

/** The same row for what knows pieces of evidence. */
const ofItem = (row: MatrixRow) => ({ ...row, itemId: row.id });

const columns: readonly TableColumn<MatrixRow>[] = [
  {
    id: 'item',
    label: 'Item',
    value: (row) => row.itemTitle,
    width: 230,
    fixed: true,
    render: (row) => itemLink(ofItem(row)),
  },
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
          <StateLabel mark={stateMarks[state]} label={formatNumber(row.states[state])} />
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
  readonly filter: EvidencePageFilter;
  readonly onFilter: (filter: EvidencePageFilter) => void;
  readonly empty: ReactNode;
}

/** Items by state of their evidence. */
export function EvidenceMatrix({ filter, onFilter, empty }: EvidenceMatrixProps) {
  const live = useView('evidence.items', toEvidenceFilter(filter, false));
  const { rows, extra, phase, failure } = useSettled(live);
  const counts = extra ?? { ...noCounts, items: 0 };
  const shown = itemsText(rows.length, counts);
  return (
    <ViewGate
      phase={phase}
      failure={failure}
      isEmpty={live.phase !== 'loading' && rows.length === 0 && !isNarrowed(filter)}
      label="the evidence"
      empty={empty}
    >
      <div className={shared.page}>
        <EvidenceFilterBar filter={filter} onFilter={onFilter} counts={counts} shown={shown} hint={hint} />
        {rows.length === 0 ? (
          empty
        ) : (
          <Panel title="Items" stale={phase === 'lost'} fact="those with most that does not hold come first">
            <DataTable
              label="Items by state of their evidence"
              columns={columns}
              source={{ total: rows.length, start: 0, rows }}
              rowId={(row) => row.id}
              fit
              onOpen={(row) => navigate(buildPath('/evidence', {}, { item: row.id }))}
              rowTone={(row) => (row.itemGone ? 'muted' : 'plain')}
              onKey={(key, row) => {
                if (row === null || (key !== 'i' && key !== 'v')) return false;
                if (key === 'i') goToItem(ofItem(row));
                else void verifyItems([row.id]);
                return true;
              }}
            />
          </Panel>
        )}
      </div>
    </ViewGate>
  );
}
