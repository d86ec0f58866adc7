import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { TaskId } from '../../../../core/kernel/ids.ts';
import { createGit } from '../../../../node/git/git.ts';

const seconds = 20;

/**
 * The sample's repository where it holds the work of tasks that people gave its agents, else null. One that can't be asked
 * is taken to hold some.
 */
export async function workOfOthers(folder: string, sampleTasks: readonly TaskId[]): Promise<string | null> {
  const repository = join(folder, 'harbour.git');
  if (!existsSync(repository)) return null;
  const git = createGit({ environment: process.env, author: null, hooks: false, foreign: true });
  const call = { folder, gitDir: repository, signal: new AbortController().signal, seconds };
  const listed = await git.run(call, 'for-each-ref', '--format=%(refname:short)', 'refs/heads');
  if (!listed.ok) return repository;
  const own = new Set(['main', ...sampleTasks.map((id) => `quarterdeck/${id}`)]);
  return listed.value.split('\n').every((name) => own.has(name)) ? null : repository;
}
