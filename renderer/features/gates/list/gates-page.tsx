import { useMemo } from 'react';
import { useView } from '../../../bridge/hooks.ts';
import { StoredTableLayout, useLayout } from '../../../bridge/layout.ts';
import { ViewGate } from '../../../domains/fleet/view-gate.tsx';
import { gatePath } from '../../../domains/readiness/release/gate-labels.ts';
import { GatesNav } from '../../../domains/readiness/release/gates-nav.tsx';
import shared from '../../../domains/readiness/screens.module.css';
import { EmptyState } from '../../../ui/feedback/empty-state.tsx';
import { navigate } from '../../../ui/frame/navigation.tsx';
import { Button } from '../../../ui/inputs/button.tsx';
import { useCommands } from '../../../ui/keys/commands.ts';
import { Toolbar } from '../../../ui/layout/toolbar.tsx';
import { KeyHints } from '../../../ui/marks/kbd.tsx';
import { ColumnChooser } from '../../../ui/table/column-chooser.tsx';
import { DataTable } from '../../../ui/table/data-table.tsx';
import type { TableLayout } from '../../../ui/table/table-types.ts';
import { runGate } from '../run-gate.ts';
import { RunProgress } from '../run-progress.tsx';
import { gateColumns } from './gate-columns.tsx';
import { gatesFact, orderGates } from './gate-list-model.ts';

const firstLayout: TableLayout = { order: [], hidden: ['id'], widths: {} };

const newGate = () => navigate('/new-gate');

/** `/gates`: what has to be true for a release, what each gate said last and whether it would say so now. */
export function GatesPage() {
  const { rows, phase, failure } = useView('gates.list', {});
  const gates = useMemo(() => orderGates(rows), [rows]);
  const [layout, setLayout] = useLayout('gates.table', StoredTableLayout, firstLayout);
  useCommands(commands);
  return (
    <div className={shared.page}>
      <GatesNav />
      <ViewGate
        phase={phase}
        failure={failure}
        isEmpty={gates.length === 0}
        label="the gates"
        empty={<NoGates />}
      >
        <Toolbar
          label="Gates"
          end={
            <>
              <KeyHints
                hints={[
                  { keys: ['↵'], does: 'open' },
                  { keys: ['r'], does: 'run' },
                  { keys: ['e'], does: 'edit' },
                ]}
              />
              <ColumnChooser columns={gateColumns} layout={layout} onLayout={setLayout} />
              <Button kind="primary" keys="n" onPress={newGate}>
                Write a gate
              </Button>
            </>
          }
        >
          <output>{gatesFact(gates)}</output>
        </Toolbar>
        <RunProgress gateId={null} />
        <div className={shared.table}>
          <DataTable
            label="Gates"
            columns={gateColumns}
            source={{ total: gates.length, start: 0, rows: gates }}
            rowId={(row) => row.id}
            fit
            freeze
            layout={layout}
            onLayout={setLayout}
            onOpen={(row) => navigate(gatePath(row.id))}
            rowTone={() => (phase === 'lost' ? 'stale' : 'plain')}
            onKey={(key, row) => {
              if (row === null) return false;
              if (key === 'r') void runGate({ gateId: row.id });
              else if (key === 'e') navigate(`${gatePath(row.id)}/edit`);
              else return false;
              return true;
            }}
          />
        </div>
      </ViewGate>
    </div>
  );
}

const commands = [
  {
    id: 'gates.new',
    title: 'Write a gate',
    group: 'Gates',
    keys: 'n',
    words: ['release', 'criteria', 'yaml'],
    run: newGate,
  },
];

function NoGates() {
  return (
    <EmptyState
      sentence="A gate says go, conditional go or no-go by what is known of items, evidence, sign-offs, findings and objectives. Trackers with acceptance rows, exit criteria or phases bring their own; others are written here."
      action={{ label: 'Write a gate', keys: 'n', onPress: newGate }}
    />
  );
}
