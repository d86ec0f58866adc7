import type { ParsedInputOf } from '../../../../../core/contract/index.ts';
import type { TaskDetail, TaskRow } from '../../../../../core/domain/fleet/rows/task-rows.ts';
import { whyWaiting } from '../../../../../core/domain/fleet/schedule/why-waiting.ts';
import type { TaskId } from '../../../../../core/kernel/ids.ts';
import { taskDetail } from '../../../../../db/readers/fleet/task-detail.ts';
import { taskList } from '../../../../../db/readers/fleet/task-list.ts';
import type { ViewAnswer } from '../../../handlers.ts';
import type { FleetDeps } from '../fleet-deps.ts';

export function tasksView(
  fleet: FleetDeps,
  { filter, window }: ParsedInputOf<'tasks.list'>,
): ViewAnswer<'tasks.list'> {
  const { rows, total, start } = taskList(fleet.db.read, filter, window);
  return { rows: withLiveRows(fleet, rows), extra: { total, start } };
}

/** Open tasks as the hub has them now: with what their attempts said since, and why they wait. */
export function withLiveRows({ view, live }: FleetDeps, rows: readonly TaskRow[]): TaskRow[] {
  live.beginReading();
  return rows.map((row) => {
    const open = view.now.tasks.get(row.id);
    return open === undefined ? row : live.taskRows.of(open);
  });
}

export function taskView(fleet: FleetDeps, { taskId }: ParsedInputOf<'tasks.one'>): ViewAnswer<'tasks.one'> {
  const detail = taskNow(fleet, taskId);
  return { rows: detail === null ? [] : [detail], extra: {} };
}

export function taskNow({ view, db, timekeeper }: FleetDeps, taskId: TaskId): TaskDetail | null {
  const detail = taskDetail(db.read, taskId);
  const open = view.now.tasks.get(taskId);
  if (detail === null || open === undefined) return detail;
  const waitReasons = [...whyWaiting(view.now, open, timekeeper.moment())];
  const waiting = open.status === 'queued' ? (waitReasons[0] ?? null) : null;
  const { percent, note, blocked, status } = open;
  return { ...detail, status, percent, note, blocked, waiting, waitReasons };
}
