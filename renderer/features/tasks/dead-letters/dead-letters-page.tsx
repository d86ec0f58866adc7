import { useState } from 'react';
import type { RowOf } from '../../../../core/contract/index.ts';
import { act } from '../../../bridge/hooks.ts';
import { FleetNav } from '../../../domains/fleet/fleet-nav.tsx';
import { ViewGate } from '../../../domains/fleet/view-gate.tsx';
import { EmptyState } from '../../../ui/feedback/empty-state.tsx';
import { announce } from '../../../ui/feedback/live-region.tsx';
import { navigate, useQueryParam } from '../../../ui/frame/navigation.tsx';
import { Button } from '../../../ui/inputs/button.tsx';
import { Panel } from '../../../ui/layout/panel.tsx';
import { KeyHints } from '../../../ui/marks/kbd.tsx';
import { ConfirmDialog } from '../../../ui/overlays/dialog.tsx';
import { openRow } from '../../../ui/overlays/open-row.ts';
import { DataTable } from '../../../ui/table/data-table.tsx';
import { useNow } from '../../../ui/text/clock.tsx';
import { formatCount } from '../../../ui/text/format.ts';
import { noFilter } from '../list/task-filter.ts';
import { useTaskRows } from '../list/use-task-rows.ts';
import { TaskSidePanel } from '../panel/task-side-panel.tsx';
import { requeue } from '../requeue/requeue.ts';
import { requeueLabel } from '../requeue/requeue-model.ts';
import { BulkActionResults } from './bulk-action-results.tsx';
import { deadLetterColumns } from './dead-letter-columns.tsx';
import { type BulkAction, type BulkActionResult, bulkActionResults } from './dead-letter-model.ts';

type Row = RowOf<'tasks.list'>;

const filter = { ...noFilter, statuses: ['dead-letter' as const] };
const nothing: ReadonlySet<string> = new Set();
/** What one call takes. */
const most = 500;

/** Tasks that ended without success and wait for somebody to decide. */
export function DeadLettersPage() {
  const tasks = useTaskRows(filter);
  const now = useNow();
  const [openId, setOpen] = useQueryParam('task');
  const [selected, setSelected] = useState(nothing);
  const [asking, setAsking] = useState<readonly Row[]>([]);
  const [busy, setBusy] = useState(false);
  const [results, setResults] = useState<readonly BulkActionResult[]>([]);
  const chosen = tasks.rows.filter((row) => selected.has(row.id)).slice(0, most);
  const { onPrevious, onNext } = openRow(tasks.rows, openId, setOpen);
  const run = async (action: BulkAction, rows: readonly Row[]) => {
    if (rows.length === 0) return;
    setBusy(true);
    const done =
      action === 'requeue'
        ? await requeue(rows, now)
        : await act('tasks.cancel', { taskIds: rows.map((row) => row.id) });
    setBusy(false);
    if (done === null) return;
    setSelected(nothing);
    setResults(bulkActionResults(action, rows, done, now));
    announce(
      `${formatCount(done.done, 'task')} ${action === 'requeue' ? 'requeued' : 'cancelled'}, ${done.refused.length} refused${done.waiting.length === 0 ? '' : `, ${done.waiting.length} not confirmed yet`}`,
    );
  };
  return (
    <>
      <FleetNav />
      {results.length === 0 ? null : <BulkActionResults results={results} onClose={() => setResults([])} />}
      <ViewGate
        phase={tasks.phase}
        failure={tasks.failure}
        isEmpty={tasks.total === 0}
        label="the dead letters"
        empty={
          <EmptyState
            sentence="A task that used up its retries, its budget or its time comes here instead of vanishing: requeue it, or cancel it for good. There is none."
            action={{ label: 'Go to the queue', keys: 'g q', onPress: () => navigate('/queue') }}
          />
        }
      >
        <Panel
          title="Dead letters"
          fact={`${formatCount(tasks.total, 'task')} to decide on`}
          stale={tasks.phase === 'lost'}
          hint={
            <KeyHints
              hints={[
                { keys: ['Space'], does: 'select' },
                { keys: ['r'], does: 'requeue' },
                { keys: ['x'], does: 'cancel' },
              ]}
            />
          }
          actions={
            <>
              <Button isDisabled={chosen.length === 0} onPress={() => setAsking(chosen)} kind="danger">
                {chosen.length === 0 ? 'Cancel' : `Cancel ${chosen.length}`}
              </Button>
              <Button
                kind="primary"
                isPending={busy}
                isDisabled={chosen.length === 0}
                onPress={() => void run('requeue', chosen)}
              >
                {requeueLabel(chosen, now)}
              </Button>
            </>
          }
        >
          <DataTable
            label="Dead letters"
            columns={deadLetterColumns}
            source={tasks}
            rowId={(row) => row.id}
            fit
            selected={selected}
            onSelect={setSelected}
            onOpen={(row) => setOpen(row.id)}
            openId={openId}
            rowTone={() => (tasks.phase === 'lost' ? 'stale' : 'plain')}
            onKey={(key, row) => {
              const rows = chosen.length > 0 ? chosen : row === null ? [] : [row];
              if (key === 'r') void run('requeue', rows);
              else if (key === 'x' || key === 'Delete') setAsking(rows);
              else return false;
              return true;
            }}
          />
        </Panel>
      </ViewGate>
      {openId === null ? null : (
        <TaskSidePanel
          taskId={openId}
          onClose={() => setOpen(null)}
          onPrevious={onPrevious}
          onNext={onNext}
        />
      )}
      <ConfirmDialog
        title={`Cancel ${formatCount(asking.length, 'dead letter')} for good?`}
        isOpen={asking.length > 0}
        onClose={() => setAsking([])}
        confirm={asking.length === 1 ? 'Cancel it' : 'Cancel them'}
        dismiss={asking.length === 1 ? 'Keep it' : 'Keep them'}
        danger
        onConfirm={() => void run('cancel', asking)}
      >
        <p>
          {asking.length === 1
            ? 'It leaves this list and can no longer be requeued. Its history, transcripts and costs stay.'
            : 'They leave this list and can no longer be requeued. Their history, transcripts and costs stay.'}
        </p>
      </ConfirmDialog>
    </>
  );
}
