import { useMemo, useState } from 'react';
import { useView } from '../../../bridge/hooks.ts';
import { StoredTableLayout, useLayout } from '../../../bridge/layout.ts';
import { ViewGate } from '../../../domains/fleet/view-gate.tsx';
import { GatesNav } from '../../../domains/readiness/release/gates-nav.tsx';
import { useGateTitle } from '../../../domains/readiness/release/use-gate-title.ts';
import shared from '../../../domains/readiness/screens.module.css';
import { EmptyState } from '../../../ui/feedback/empty-state.tsx';
import { useQueryParam } from '../../../ui/frame/navigation.tsx';
import { Button } from '../../../ui/inputs/button.tsx';
import { useCommands } from '../../../ui/keys/commands.ts';
import { Toolbar } from '../../../ui/layout/toolbar.tsx';
import { KeyHints } from '../../../ui/marks/kbd.tsx';
import { StateLabel } from '../../../ui/marks/state-mark.tsx';
import { openRow } from '../../../ui/overlays/open-row.ts';
import { ColumnChooser } from '../../../ui/table/column-chooser.tsx';
import { emptyLayout } from '../../../ui/table/column-layout.ts';
import { DataTable } from '../../../ui/table/data-table.tsx';
import { useNow } from '../../../ui/text/clock.tsx';
import { formatNumber } from '../../../ui/text/format.ts';
import { AddExceptionDialog } from './add-exception-dialog.tsx';
import { revokeException } from './exception-actions.ts';
import { exceptionColumns } from './exception-columns.tsx';
import {
  countStates,
  exceptionStates,
  orderExceptions,
  stateLabels,
  stateMarks,
  stateOf,
} from './exception-model.ts';
import { ExceptionPanel } from './exception-panel.tsx';

/** `/exceptions`: what may be released although a gate says no, by whose word and until when. */
export function ExceptionsPage() {
  const { rows: all, phase, failure } = useView('exceptions.list', { gateId: null });
  const now = useNow();
  const [named, setState] = useQueryParam('state');
  const [openId, setOpen] = useQueryParam('exception');
  const [isAdding, setAdding] = useState(false);
  const [layout, setLayout] = useLayout('exceptions.table', StoredTableLayout, emptyLayout);
  const counts = countStates(all, now);
  const state = exceptionStates.find((one) => one === named) ?? null;
  const rows = useMemo(
    () => orderExceptions(all, now).filter((row) => state === null || stateOf(row, now) === state),
    [all, now, state],
  );
  const gateTitle = useGateTitle();
  const columns = useMemo(() => exceptionColumns(now, gateTitle), [now, gateTitle]);
  const { open, onPrevious, onNext } = openRow(rows, openId, setOpen);
  useCommands(
    useMemo(
      () => [
        {
          id: 'exceptions.add',
          title: 'Add an exception',
          group: 'Exceptions',
          keys: 'n',
          run: () => setAdding(true),
        },
        {
          id: 'exceptions.revoke',
          title: 'Revoke the exception',
          group: 'Exceptions',
          keys: 'x',
          palette: false,
          enabled: () => open !== null && open.revoked === null,
          run: () => {
            if (open !== null) void revokeException(open);
          },
        },
      ],
      [open],
    ),
  );
  return (
    <div className={shared.page}>
      <GatesNav />
      <ViewGate
        phase={phase}
        failure={failure}
        isEmpty={all.length === 0}
        label="the exceptions"
        empty={
          <EmptyState
            sentence="An exception lets one thing through although a gate says no: one person answers for it, another approves and signs it, and it ends on a day. The failure stays in every report."
            action={{ label: 'Add an exception', keys: 'n', onPress: () => setAdding(true) }}
          />
        }
      >
        <Toolbar
          label="States"
          end={
            <>
              <KeyHints
                hints={[
                  { keys: ['↵'], does: 'open' },
                  { keys: ['x'], does: 'revoke' },
                ]}
              />
              <ColumnChooser columns={columns} layout={layout} onLayout={setLayout} />
              <Button kind="primary" keys="n" onPress={() => setAdding(true)}>
                Add an exception
              </Button>
            </>
          }
        >
          {exceptionStates
            .filter((one) => counts[one] > 0 || one === state)
            .map((one) => (
              <Button
                key={one}
                isPressed={state === one}
                onPress={() => setState(state === one ? null : one)}
              >
                <StateLabel
                  mark={stateMarks[one]}
                  label={`${formatNumber(counts[one])} ${stateLabels[one].toLowerCase()}`}
                />
              </Button>
            ))}
        </Toolbar>
        {rows.length === 0 ? (
          <EmptyState
            sentence="No exception is in this state."
            action={{ label: 'Show all', onPress: () => setState(null) }}
          />
        ) : (
          <div className={shared.table}>
            <DataTable
              label="Exceptions"
              columns={columns}
              source={{ total: rows.length, start: 0, rows }}
              rowId={(row) => row.id}
              fit
              layout={layout}
              onLayout={setLayout}
              onOpen={(row) => setOpen(row.id)}
              openId={openId}
              rowTone={(row) => (phase === 'lost' ? 'stale' : row.state === 'active' ? 'plain' : 'muted')}
              onKey={(key, row) => {
                if (row === null || (key !== 'x' && key !== 'Delete')) return false;
                void revokeException(row);
                return true;
              }}
            />
          </div>
        )}
      </ViewGate>
      {open === null ? null : (
        <ExceptionPanel
          row={open}
          gateTitle={gateTitle(open.gateId)}
          now={now}
          onPrevious={onPrevious}
          onNext={onNext}
          onClose={() => setOpen(null)}
        />
      )}
      {isAdding ? (
        <AddExceptionDialog
          start={{ gate: '', criterion: null, item: null, owner: '' }}
          onClose={() => setAdding(false)}
        />
      ) : null}
    </div>
  );
}
