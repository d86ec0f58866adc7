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
  d: z.looseObject({ type: z.string(), taskId: z.string().nullish(), generation: z.number().optional() }),
});

/** By the hub's log and the remote alone: each task done once, and its branch written by the attempt that did it. */
export function judgeTasks({ database, remote }: MixedWorld, tasks: readonly string[]): string[] {
  const db = new Database(database, { readonly: true });
  const rows = z
    .array(z.object({ payload: z.string() }))
    .parse(db.prepare("SELECT payload FROM event WHERE source GLOB 'hub:*' ORDER BY seq").all());
  db.close();
  const completed = new Map<string, number[]>();
  const submitted = new Map<string, number>();
  for (const { payload } of rows) {
    const { type, taskId, generation = 0 } = Logged.parse(JSON.parse(payload)).d;
    if (typeof taskId !== 'string') continue;
    if (type === 'task.submitted') submitted.set(taskId, (submitted.get(taskId) ?? 0) + 1);
    if (type === 'task.completed') completed.set(taskId, [...(completed.get(taskId) ?? []), generation]);
  }
  return tasks.flatMap((taskId) => {
    const generations = completed.get(taskId) ?? [];
    if (submitted.get(taskId) !== 1) return [`${taskId}: submitted ${submitted.get(taskId) ?? 0} times`];
    if (generations.length !== 1) return [`${taskId}: completed ${generations.length} times`];
    const pushed = onBranch(remote.url, taskId);
    return pushed === String(generations[0])
      ? []
      : [
          `${taskId}: completed by attempt ${generations[0]}, and its branch is of attempt ${pushed ?? 'none'}`,
        ];
  });
}

function onBranch(bare: string, taskId: string): string | null {
  try {
    return git(bare, 'show', `quarterdeck/${taskId}:${taskId}.txt`);
  } catch {
    return null;
  }
}
