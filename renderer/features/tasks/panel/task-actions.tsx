import type { RowOf } from '../../../../core/contract/index.ts';
import { Lane } from '../../../../core/domain/fleet/tasks/task.ts';
import { act } from '../../../bridge/hooks.ts';
import { laneLabels, lanes } from '../../../domains/fleet/task-labels.ts';
import { announce } from '../../../ui/feedback/live-region.tsx';
import { showToast } from '../../../ui/feedback/toast.tsx';
import { buildPath, navigate } from '../../../ui/frame/navigation.tsx';
import { Button } from '../../../ui/inputs/button.tsx';
import { Menu } from '../../../ui/overlays/menu.tsx';
import { useNow } from '../../../ui/text/clock.tsx';
import { askToCancel } from '../cancel/cancel-store.ts';
import { notConfirmedYet } from '../not-confirmed-yet.ts';
import { requeue } from '../requeue/requeue.ts';
import { isLate } from '../requeue/requeue-model.ts';

type Task = RowOf<'tasks.one'>;

async function moveTo(task: Task, lane: Lane): Promise<void> {
  const done = await act('tasks.rank', { taskId: task.id, lane, before: null });
  if (done !== null) announce(`moved to the end of ${laneLabels[lane]}`);
}

async function requeueOne(task: Task, now: number): Promise<void> {
  const done = await requeue([task], now);
  const refused = done.refused[0];
  if (refused !== undefined) showToast({ kind: 'problem', text: refused.message });
  else if (done.waiting.length > 0) showToast({ kind: 'info', text: `“${task.title}”: ${notConfirmedYet}` });
  else showToast({ kind: 'done', text: `“${task.title}” is back in the queue.` });
}

/** What can be done with a task as it stands. One of a hub that runs elsewhere can only be copied. */
export function TaskActions({ task, isHere }: { readonly task: Task; readonly isHere: boolean }) {
  const now = useNow();
  const { status } = isHere ? task : { status: null };
  const open = status === 'queued' || status === 'assigned' || status === 'working';
  return (
    <>
      {status === 'dead-letter' ? (
        <Button kind="primary" onPress={() => void requeueOne(task, now)}>
          {isLate(task, now) ? 'Requeue without its deadline' : 'Requeue'}
        </Button>
      ) : null}
      {status === 'queued' ? (
        <Menu
          label="Move to a lane"
          trigger={<Button icon="down">{laneLabels[task.lane]} lane</Button>}
          groups={[
            {
              id: 'lanes',
              entries: lanes.map((lane) => ({
                id: lane,
                label: laneLabels[lane],
                isChecked: lane === task.lane,
                isDisabled: lane === task.lane,
              })),
            },
          ]}
          onAction={(id) => {
            const lane = Lane.safeParse(id);
            if (lane.success) void moveTo(task, lane.data);
          }}
        />
      ) : null}
      <Button onPress={() => navigate(buildPath('/tasks/new', {}, { again: task.id }))}>Submit as new</Button>
      {open ? (
        <Button kind="danger" onPress={() => askToCancel([task])}>
          Cancel
        </Button>
      ) : null}
    </>
  );
}
