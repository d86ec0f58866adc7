import { readFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { z } from 'zod';
import type { RowOf } from '../../../core/contract/index.ts';
import { git } from '../../support/git-remote.ts';
import type { MixedWorld } from './mixed-world.ts';

/** What somebody was told is done, or did themselves: the note of a row. */
export interface Promised {
  readonly row: string;
  readonly note: string;
  readonly by: 'screen' | 'command' | 'outside';
}

/**
 * Whoever's change it is, acknowledged is in the file, in a version, or in a conflict. An outside program's is counted
 * while it is the last of its row: another may have saved over it before anybody here could see it.
 */
export function judgeTracker(
  file: string,
  promised: readonly Promised[],
  versions: readonly string[],
  conflicts: readonly RowOf<'conflicts.list'>[],
): string[] {
  const disk = readFileSync(file, 'utf8');
  const values = conflicts.flatMap(({ base, mine, theirs }) => [base, mine.value, theirs.value]);
  const kept = (note: string) =>
    [disk, ...versions].some((text) => text.includes(`| ${note} |`)) || values.includes(note);
  const lost = promised.filter(({ row, note, by }, at) => {
    const isLast = promised.findLastIndex((other) => other.row === row && other.by === by) === at;
    return (by !== 'outside' || isLast) && !kept(note);
  });
  const last = versions.at(0);
  return [
    ...lost.map(({ row, note, by }) => `the ${by}'s "${note}" of ${row} is in no file, version or conflict`),
    ...(last === undefined ? ['no version is known'] : []),
  ];
}

const Logged = z.object({
  d: z.looseObject({
    type: z.string(),
    taskId: z.string().nullish(),
    generation: z.number().optional(),
    result: z.looseObject({ commit: z.string().nullable() }).optional(),
    reason: z.unknown().optional(),
    error: z.unknown().optional(),
  }),
});

/**
 * By the hub's log and the remote alone: each task done once, and on its branch stands the commit that this attempt named,
 * which is its own work or what an earlier one had finished and could not hand over.
 */
export function judgeTasks({ database, remote }: MixedWorld, tasks: readonly string[]): string[] {
  const db = new Database(database, { readonly: true });
  const rows = z
    .array(z.object({ payload: z.string() }))
    .parse(db.prepare("SELECT payload FROM event WHERE source GLOB 'hub:*' ORDER BY seq").all());
  db.close();
  const completed = new Map<string, { readonly generation: number; readonly commit: string | null }[]>();
  const submitted = new Map<string, number>();
  const course = new Map<string, string[]>();
  for (const { payload } of rows) {
    const { type, taskId, generation = 0, result, reason, error } = Logged.parse(JSON.parse(payload)).d;
    if (typeof taskId !== 'string') continue;
    const why = [reason, error].filter((one) => one != null).map((one) => JSON.stringify(one));
    course.set(taskId, [...(course.get(taskId) ?? []), `${type} ${generation} ${why.join(' ')}`.trimEnd()]);
    if (type === 'task.submitted') submitted.set(taskId, (submitted.get(taskId) ?? 0) + 1);
    if (type === 'task.completed') {
      const commit = result?.commit ?? null;
      completed.set(taskId, [...(completed.get(taskId) ?? []), { generation, commit }]);
    }
  }
  return tasks.flatMap((taskId) => {
    const ends = completed.get(taskId) ?? [];
    const [end] = ends;
    if (submitted.get(taskId) !== 1) return [`${taskId}: submitted ${submitted.get(taskId) ?? 0} times`];
    if (end === undefined || ends.length > 1)
      return [`${taskId}: completed ${ends.length} times; ${course.get(taskId)?.join(', ') ?? ''}`];
    const { generation, commit } = end;
    const [tip, by] = [onBranch(remote.url, taskId, ''), onBranch(remote.url, taskId, `:${taskId}.txt`)];
    return tip !== null && tip === commit && Number(by) >= 1 && Number(by) <= generation
      ? []
      : [
          `${taskId}: completed by attempt ${generation} with ${commit ?? 'no commit'}; its branch is at ${tip ?? 'none'}, of attempt ${by ?? 'none'}`,
        ];
  });
}

/** Null where there is none. */
function onBranch(bare: string, taskId: string, what: string): string | null {
  try {
    const name = `quarterdeck/${taskId}${what}`;
    return what === '' ? git(bare, 'rev-parse', name) : git(bare, 'show', name);
  } catch {
    return null;
  }
}
