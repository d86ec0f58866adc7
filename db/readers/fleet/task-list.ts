import type { TaskFilter } from '../../../core/domain/fleet/rows/task-filter.ts';
import type { TaskRow } from '../../../core/domain/fleet/rows/task-rows.ts';
import type { TaskStatus } from '../../../core/domain/fleet/tasks/task.ts';
import type { TaskId } from '../../../core/kernel/ids.ts';
import type { Bind, Reader } from '../../handle.ts';
import { sameItems } from '../../records/item-join.ts';
import { matchQuery, searchTerms } from '../../search-text.ts';
import { taskRowsOf } from './task-rows.ts';

export interface TaskWindow {
  readonly start: number;
  readonly limit: number;
}

/** Newest first: a window of the tasks that fit, and how many fit. */
export function taskList(
  read: Reader,
  filter: TaskFilter,
  { start, limit }: TaskWindow,
): { readonly rows: TaskRow[]; readonly total: number; readonly start: number } {
  const { where, bind } = conditionsOf(read, filter);
  const seqs = read.column<number>(
    `SELECT t.seq FROM task t ${where} ORDER BY t.seq DESC LIMIT ? OFFSET ?`,
    ...bind,
    limit,
    start,
  );
  const total = read.value<number>(`SELECT count(*) FROM task t ${where}`, ...bind) ?? 0;
  return { rows: taskRowsOf(read, seqs), total, start };
}

/** Newest first, a page at a time: those older than `before`. `next` is what to ask the following page with. */
export function taskPage(
  read: Reader,
  input: { readonly status: TaskStatus | null; readonly before: TaskId | null; readonly limit: number },
): { readonly tasks: TaskRow[]; readonly next: TaskId | null } {
  const seqs = read.column<number>(
    `SELECT t.seq FROM task t WHERE (? IS NULL OR t.status = ?)
       AND (? IS NULL OR t.seq < (SELECT seq FROM task WHERE id = ?)) ORDER BY t.seq DESC LIMIT ?`,
    input.status,
    input.status,
    input.before,
    input.before,
    input.limit + 1,
  );
  const tasks = taskRowsOf(read, seqs.slice(0, input.limit));
  return { tasks, next: seqs.length > input.limit ? (tasks.at(-1)?.id ?? null) : null };
}

function conditionsOf(read: Reader, filter: TaskFilter): { readonly where: string; readonly bind: Bind[] } {
  const conditions: string[] = [];
  const bind: Bind[] = [];
  const add = (condition: string, value: Bind): void => {
    if (value === null) return;
    conditions.push(condition);
    bind.push(value);
  };
  const { statuses } = filter;
  add('t.status IN (SELECT value FROM json_each(?))', statuses === null ? null : JSON.stringify(statuses));
  add('t.lane = ?', filter.lane);
  add('t.agent_id = ?', filter.agentId);
  add('t.repository_id = ?', filter.repositoryId);
  add('t.tracker_id = ?', filter.trackerId);
  const { itemId } = filter;
  add(
    't.item_id IN (SELECT value FROM json_each(?))',
    itemId === null ? null : JSON.stringify(sameItems(read, itemId)),
  );
  const terms = searchTerms(filter.text);
  const query = terms.length === 0 ? null : matchQuery(terms);
  // Tasks stand in the index under their seq, turned negative.
  add('t.seq IN (SELECT -rowid FROM search WHERE search MATCH ? AND rowid < 0)', query);
  return { where: conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`, bind };
}
