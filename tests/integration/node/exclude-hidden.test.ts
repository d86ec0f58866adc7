import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { HIDDEN_SUFFIX, hiddenNameOf } from '../../../node/files/second-name.ts';
import { excludeFromGit } from '../../../node/git/exclude-hidden.ts';
import { createGit } from '../../../node/git/git.ts';
import { temporaryFolder } from '../engine/support-folder.ts';

const git = createGit({ environment: process.env, author: null, hooks: false });
const { signal } = new AbortController();
const pattern = `.*${HIDDEN_SUFFIX}`;

it('git leaves the hidden name of a replaced file alone, and is told so once', async () => {
  const folder = temporaryFolder();
  await git.run({ folder, signal }, 'init', '--quiet');
  writeFileSync(hiddenNameOf(join(folder, 'plan.md'), 'in_1'), 'old');
  await excludeFromGit(git, folder, pattern, signal);
  await excludeFromGit(git, folder, pattern, signal);
  expect(await git.run({ folder, signal }, 'status', '--porcelain')).toEqual({ ok: true, value: '' });
  const lines = readFileSync(join(folder, '.git', 'info', 'exclude'), 'utf8').split('\n');
  expect(lines.filter((line) => line === pattern)).toHaveLength(1);
});

it('a folder outside of any repository stays as it is', async () => {
  await expect(excludeFromGit(git, temporaryFolder(), pattern, signal)).resolves.toBeUndefined();
});
