import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createGit } from '../../../node/git/git.ts';
import { unlock } from '../../../sidecar/workspaces/attempt-repository.ts';
import { onUnix } from '../../support/not-run.ts';
import { tempFolder } from '../../support/temp-folder.ts';

it('git waits for no pipe and reads no device that a task put into its repository', async (context) => {
  onUnix(context);
  const folder = tempFolder();
  const git = createGit({ environment: process.env, author: null, hooks: false });
  const inside = { folder, signal: new AbortController().signal, seconds: 5 };
  expect((await git.run(inside, 'init', '--quiet')).ok).toBe(true);
  mkdirSync(join(folder, '.git', 'info'), { recursive: true });
  const [exclude, attributes] = [join(folder, '.git/info/exclude'), join(folder, '.git/info/attributes')];
  rmSync(exclude, { force: true });
  execFileSync('mkfifo', [exclude, join(folder, 'elsewhere')]);
  symlinkSync(join(folder, 'elsewhere'), attributes);
  symlinkSync('round', join(folder, '.git/round'));
  writeFileSync(join(folder, 'notes.md'), 'work');
  unlock(folder);
  expect(await git.run(inside, 'add', '--all')).toMatchObject({ ok: true });
  expect(await git.run(inside, 'ls-files')).toMatchObject({ value: 'notes.md' });
});
