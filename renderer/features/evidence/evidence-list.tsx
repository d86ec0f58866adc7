import { type ReactNode, useMemo, useState } from 'react';
import type { ViewState } from '../../../core/contract/index.ts';
import { StoredTableLayout, useLayout } from '../../bridge/layout.ts';
import {
  restoreEvidence,
  verifyEvidence,
  withdrawEvidence,
} from '../../domains/readiness/evidence-actions.ts';
import type { Evidence } from '../../domains/readiness/evidence-labels.ts';
import shared from '../../domains/readiness/screens.module.css';
import { Button } from '../../ui/inputs/button.tsx';
import { useCommands } from '../../ui/keys/commands.ts';
import { KeyHints } from '../../ui/marks/kbd.tsx';
import { openRow } from '../../ui/overlays/open-row.ts';
import { ColumnChooser } from '../../ui/table/column-chooser.tsx';
import { emptyLayout } from '../../ui/table/column-layout.ts';
import { DataTable } from '../../ui/table/data-table.tsx';
import { formatNumber } from '../../ui/text/format.ts';
import { ChangeTermsDialog } from './change-terms-dialog.tsx';
import { evidenceColumns, goToItem } from './evidence-columns.tsx';
import { EvidenceFilterBar } from './evidence-filter-bar.tsx';
import { type EvidencePageFilter, type ShownCounts, shownText } from './evidence-model.ts';
import { EvidencePanel } from './evidence-panel.tsx';

const nothing: ReadonlySet<string> = new Set();

export interface EvidenceListProps {
  readonly rows: readonly Evidence[];
  readonly counts: ShownCounts;
  readonly phase: ViewState<'evidence.list'>['phase'];
  readonly withdrawn: boolean;
  readonly filter: EvidencePageFilter;
  readonly onFilter: (filter: EvidencePageFilter) => void;
  readonly openId: string | null;
  readonly onOpen: (evidenceId: string | null) => void;
  readonly empty: ReactNode;
}

/** Pieces of evidence as a table, those that count or those withdrawn. Keys act on the selection, else on the row. */
export function EvidenceList(props: EvidenceListProps) {
  const { rows, counts, phase, withdrawn, filter, onFilter, openId, onOpen, empty } = props;
  const [layout, setLayout] = useLayout('evidence.table', StoredTableLayout, emptyLayout);
  const [selected, setSelected] = useState(nothing);
  const [changing, setChanging] = useState<Evidence | null>(null);
  const chosen = useMemo(() => rows.filter(({ id }) => selected.has(id)), [rows, selected]);
  const meant = chosen.length > 0 ? chosen : rows;
  const { open, onPrevious, onNext } = openRow(rows, openId, onOpen);
  useCommands(useMemo(() => panelCommands(open, setChanging), [open]));
  const withdrawOrRestore = (pieces: readonly Evidence[]) => {
    const ids = pieces.map(({ id }) => id);
    setSelected(nothing);
    void (withdrawn ? restoreEvidence(ids) : withdrawEvidence(ids));
  };
  return (
    <div className={shared.page}>
      <EvidenceFilterBar
        filter={filter}
        onFilter={onFilter}
        counts={counts}
        shown={shownText(counts)}
        hint={hint(withdrawn)}
        end={
          <>
            {chosen.length === 0 ? null : (
              <Button kind={withdrawn ? 'plain' : 'danger'} onPress={() => withdrawOrRestore(chosen)}>
                {withdrawn ? 'Restore' : 'Withdraw'} {formatNumber(chosen.length)}
              </Button>
            )}
            <ColumnChooser columns={evidenceColumns} layout={layout} onLayout={setLayout} />
            <Button
              kind="primary"
              isDisabled={rows.length === 0}
              onPress={() => void verifyEvidence(meant.map(({ id }) => id))}
            >
              Verify {chosen.length === 0 ? 'all shown' : formatNumber(chosen.length)}
            </Button>
          </>
        }
      />
      {rows.length === 0 ? (
        empty
      ) : (
        <div className={shared.table}>
          <DataTable
            label={withdrawn ? 'Withdrawn evidence' : 'Evidence'}
            columns={evidenceColumns}
            source={{ total: rows.length, start: 0, rows }}
            rowId={(row) => row.id}
            fit
            layout={layout}
            onLayout={setLayout}
            selected={selected}
            onSelect={setSelected}
            onOpen={(row) => onOpen(row.id)}
            openId={openId}
            rowTone={(row) =>
              phase === 'lost' ? 'stale' : row.itemGone || row.withdrawn !== null ? 'muted' : 'plain'
            }
            onKey={(key, row) => {
              const pieces = chosen.length > 0 ? chosen : row === null ? [] : [row];
              if (key === 'v') void verifyEvidence(pieces.map(({ id }) => id));
              else if (key === 'x' || key === 'Delete') withdrawOrRestore(pieces);
              else if (key === 'e') setChanging(row);
              else if (key === 'i' && row !== null) goToItem(row);
              else return false;
              return true;
            }}
          />
        </div>
      )}
      {open === null ? null : (
        <EvidencePanel
          piece={open}
          onPrevious={onPrevious}
          onNext={onNext}
          onChange={() => setChanging(open)}
          onClose={() => onOpen(null)}
        />
      )}
      {changing === null ? null : <ChangeTermsDialog piece={changing} onClose={() => setChanging(null)} />}
    </div>
  );
}

function hint(withdrawn: boolean) {
  return (
    <KeyHints
      hints={[
        { keys: ['↵'], does: 'open' },
        { keys: ['v'], does: 'verify' },
        { keys: ['e'], does: 'change' },
        { keys: ['x'], does: withdrawn ? 'restore' : 'withdraw' },
        { keys: ['i'], does: 'the item' },
      ]}
    />
  );
}

/** Keys of the piece in the side panel; on a row they are the table's own. */
function panelCommands(open: Evidence | null, change: (piece: Evidence) => void) {
  const command = (id: string, title: string, keys: string, run: (piece: Evidence) => void) => ({
    id: `evidence.${id}`,
    title,
    group: 'Evidence',
    keys,
    palette: false,
    enabled: () => open !== null,
    run: () => {
      if (open !== null) run(open);
    },
  });
  return [
    command('verify', 'Verify the evidence again', 'v', ({ id }) => void verifyEvidence([id])),
    command('change', 'Change tier, freshness or note', 'e', change),
    command('withdraw', 'Withdraw or restore the evidence', 'x', ({ id, withdrawn }) => {
      void (withdrawn === null ? withdrawEvidence([id]) : restoreEvidence([id]));
    }),
    command('item', 'Go to the item of the evidence', 'i', goToItem),
  ];
}
