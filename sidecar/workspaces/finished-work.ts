import { createHash } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Assignment } from '../../core/contract/hub/assignment.ts';
import { RepositoryId, TaskId } from '../../core/kernel/ids.ts';
import { versionedJson } from '../../core/kernel/versioned-json.ts';
import { readIfThere, removeDurably, writeDurably } from '../../node/files/durable-file.ts';
import type { Git, GitCall } from '../../node/git/git.ts';
import { beyondNewest } from '../host/beyond-newest.ts';
import type { WorkDone } from './workspace.ts';

/** Kept of tasks that were never given out here again; beyond them the oldest goes. */
const KEPT = 200;

const FinishedWork = z.object({
  taskId: TaskId,
  generation: z.number().int().positive(),
  repositoryId: RepositoryId,
  /** Of what was asked for: work for something else is none. */
  asked: z.string(),
  commit: z.string(),
  /** What it grew from. */
  base: z.string(),
  /** A hook refused the commit: it is to be asked again. */
  unhooked: z.boolean(),
  summary: z.string(),
  model: z.string().nullable(),
});
export type FinishedWork = Readonly<z.output<typeof FinishedWork>>;

const json = versionedJson('finished-work', FinishedWork);

export const finishedRef = (taskId: TaskId): string => `refs/quarterdeck/finished/${taskId}`;

const folderOf = (agentFolder: string): string => join(agentFolder, 'finished');
const fileOf = (agentFolder: string, taskId: TaskId): string => join(folderOf(agentFolder), `${taskId}.json`);

/** Says of a commit, which is in the clone under `finishedRef`, that it is the finished work of a task. */
export function rememberFinished(
  agentFolder: string,
  assignment: Assignment,
  work: Pick<FinishedWork, 'commit' | 'base' | 'unhooked' | 'repositoryId'> & WorkDone,
): void {
  const folder = folderOf(agentFolder);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { taskId, generation } = assignment;
  const record = { ...work, taskId, generation, asked: askedFor(assignment) };
  writeDurably(fileOf(agentFolder, taskId), json.write(record));
  for (const name of beyondNewest(folder, KEPT)) removeDurably(join(folder, name));
}

/** What was finished here for this task before, by an attempt of it up to this one. */
export function finishedBefore(agentFolder: string, assignment: Assignment): FinishedWork | null {
  const bytes = readIfThere(fileOf(agentFolder, assignment.taskId));
  const read = bytes === null ? null : json.read(Buffer.from(bytes).toString('utf8'));
  if (read === null || !read.ok) return null;
  const work = read.value;
  const same =
    work.repositoryId === assignment.repository?.id &&
    work.generation <= assignment.generation &&
    work.asked === askedFor(assignment);
  return same ? work : null;
}

/** The same, if its commit is there and the main branch still holds what it grew from. */
export async function usableWork(
  git: Git,
  clone: GitCall,
  agentFolder: string,
  { assignment, tip }: { readonly assignment: Assignment; readonly tip: string },
): Promise<FinishedWork | null> {
  const work = finishedBefore(agentFolder, assignment);
  if (work === null) return null;
  const there = await git.run(
    clone,
    'rev-parse',
    '--verify',
    '--quiet',
    `${finishedRef(work.taskId)}^{commit}`,
  );
  if (!there.ok || there.value !== work.commit) return null;
  for (const [older, newer] of [
    [work.base, tip],
    [work.base, work.commit],
  ] as const) {
    if (!(await git.run(clone, 'merge-base', '--is-ancestor', older, newer)).ok) return null;
  }
  return work;
}

export async function forgetFinished(
  git: Git,
  clone: GitCall,
  agentFolder: string,
  taskId: TaskId,
): Promise<void> {
  const file = fileOf(agentFolder, taskId);
  if (existsSync(file)) removeDurably(file);
  await git.run(clone, 'update-ref', '-d', finishedRef(taskId));
}

function askedFor(assignment: Assignment): string {
  const { description, work, contextFiles, notes, successCriteria, verification, repository } = assignment;
  const asked = [description, work, contextFiles, notes, successCriteria, verification, repository];
  return createHash('sha256').update(JSON.stringify(asked)).digest('hex');
}
