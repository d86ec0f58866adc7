import { chmodSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { onUnix } from '../../../support/not-run.ts';
import { temporaryFolder } from '../support-folder.ts';
import { openEngine, take } from '../test-engine.ts';

const OTHERS = 0o077;

/** What others of this machine may do with anything of the folder, by name. */
function openToOthers(folder: string): readonly string[] {
  return ['.', ...readdirSync(folder)].filter((name) => (statSync(join(folder, name)).mode & OTHERS) !== 0);
}

it("a new workspace is its owner's alone, whatever other users may do with new files here", async (context) => {
  onUnix(context);
  const before = process.umask(0);
  const folder = temporaryFolder();
  try {
    const engine = await openEngine({ folder });
    await engine.idle();
    expect(engine.changed).toEqual([]);
    expect(openToOthers(join(folder, 'workspace'))).toEqual([]);
  } finally {
    process.umask(before);
  }
});

it("a copy of a workspace is its owner's alone", async (context) => {
  onUnix(context);
  const folder = temporaryFolder();
  const engine = await openEngine({ folder });
  const copy = join(folder, 'copy');
  take(
    await engine.handlers.calls['workspace.copy'](
      { folder: copy },
      { actor: null, signal: new AbortController().signal },
    ),
  );
  expect(openToOthers(copy)).toEqual([]);
});

it('one that others could look into is closed to them, with a word', async (context) => {
  onUnix(context);
  const folder = temporaryFolder();
  const workspace = join(folder, 'workspace');
  await (await openEngine({ folder })).close();
  chmodSync(workspace, 0o755);
  chmodSync(join(workspace, 'quarterdeck.db'), 0o644);
  const engine = await openEngine({ folder });
  expect(openToOthers(workspace)).toEqual([]);
  expect(engine.changed).toEqual([
    `Other users of this machine could look into this workspace (the folder ${workspace}). They can't any more.`,
  ]);
});

it('a folder with other things in it stays as open as it was: only what the workspace lives from is closed', async (context) => {
  onUnix(context);
  const folder = temporaryFolder();
  const workspace = join(folder, 'workspace');
  mkdirSync(workspace);
  writeFileSync(join(workspace, 'PLAN.md'), '# Plan\n');
  chmodSync(workspace, 0o755);
  await (await openEngine({ folder })).close();
  chmodSync(join(workspace, 'logs'), 0o755);
  const engine = await openEngine({ folder });
  expect(openToOthers(workspace)).toEqual(['.', 'PLAN.md']);
  expect(engine.changed).toEqual([
    "Other users of this machine could look into this workspace (logs). They can't any more.",
  ]);
});
