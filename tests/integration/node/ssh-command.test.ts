import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createGit } from '../../../node/git/git.ts';
import { tempFolder } from '../../support/temp-folder.ts';

/** A git that tells how it would call ssh, and ends the question for the person's own command with these codes in turn. */
function gitThatEnds(...codes: readonly number[]) {
  const folder = tempFolder();
  const asked = join(folder, 'asked');
  writeFileSync(
    join(folder, 'git'),
    `#!/bin/sh
case "$*" in
*core.sshCommand*) echo x >> ${asked}; set -- ${codes.join(' ')}; shift $(($(grep -c x ${asked}) - 1)); exit $1;;
*) echo "\${GIT_SSH_COMMAND-own}";;
esac
`,
  );
  chmodSync(join(folder, 'git'), 0o755);
  const environment = { PATH: `${folder}:${process.env['PATH'] ?? ''}` };
  const git = createGit({ environment, author: null, hooks: false });
  return async () => {
    const said = await git.run({ folder, signal: new AbortController().signal, remote: true }, 'fetch');
    return said.ok ? said.value.split(' ')[0] : said.error.message;
  };
}

it('the person’s own way to call ssh is asked for again when git could not tell, and kept once it could', async () => {
  const broken = gitThatEnds(128, 0);
  expect([await broken(), await broken(), await broken()]).toEqual(['ssh', 'own', 'own']);
  const none = gitThatEnds(1);
  expect([await none(), await none()]).toEqual(['ssh', 'ssh']);
});
