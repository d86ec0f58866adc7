import type { ParsedInputOf } from '../../../../../core/contract/index.ts';
import type { TaskDetail, TaskRow } from '../../../../../core/domain/fleet/rows/task-rows.ts';
import { surveyFleet } from '../../../../../core/domain/fleet/schedule/survey.ts';
import { whyWaiting } from '../../../../../core/domain/fleet/schedule/why-waiting.ts';
import type { TaskId } from '../../../../../core/kernel/ids.ts';
import { hubOfTask } from '../../../../../db/readers/fleet/hubs.ts';
import { taskDetail, taskTitleOf } from '../../../../../db/readers/fleet/task-detail.ts';
import { taskList } from '../../../../../db/readers/fleet/task-list.ts';
import type { ViewAnswer } from '../../../handlers.ts';
import type { FleetDeps } from '../fleet-deps.ts';
import { oneOfEachId } from '../known-hubs.ts';

export function tasksView(
  fleet: FleetDeps,
  { filter, window }: ParsedInputOf<'tasks.list'>,
): ViewAnswer<'tasks.list'> {
  const { rows, total, start } = taskList(fleet.db.read, filter, window);
  return { rows: withLiveRows(fleet, oneOfEachId(rows)), extra: { total, start } };
}

/** Open tasks as the hub has them now: with what their attempts said since, and why they wait. */
export function withLiveRows({ hubs, view, live }: FleetDeps, rows: readonly TaskRow[]): TaskRow[] {
  live.beginReading();
  return rows.map((row) => {
    const open = row.hubId === hubs.own.id ? view.now.tasks.get(row.id) : undefined;
    return open === undefined ? row : live.taskRows.of(open);
  });
}

export function taskView(fleet: FleetDeps, asked: ParsedInputOf<'tasks.one'>): ViewAnswer<'tasks.one'> {
  const detail = taskNow(fleet, asked);
  return { rows: detail === null ? [] : [detail], extra: {} };
}

export function taskNow(
  { hubs, view, db, timekeeper }: FleetDeps,
  { taskId, hubId }: ParsedInputOf<'tasks.one'>,
): TaskDetail | null {
  const n = hubOfTask(db.read, taskId, { hubId, preferred: hubs.own.id });
  const detail = n === null ? null : taskDetail(db.read, n, taskId);
  const open = n === hubs.own.n ? view.now.tasks.get(taskId) : undefined;
  if (detail === null || open === undefined) return detail;
  const at = timekeeper.moment();
  const titleOf = (id: TaskId) => taskTitleOf(db.read, hubs.own.n, id);
  const waitReasons = [...whyWaiting(view.now, open, at, surveyFleet(view.now, at), titleOf)];
  const waiting = open.status === 'queued' ? (waitReasons[0] ?? null) : null;
  const { percent, note, blocked, status } = open;
  return { ...detail, status, percent, note, blocked, waiting, waitReasons };
}
