import { mkdirSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { confinedPath, writablePath } from '../../sidecar/tools/confined-path.ts';
import type { ToolContext } from '../../sidecar/tools/tool.ts';
import { workspaceTools } from '../../sidecar/tools/workspace-tools.ts';
import { tempFolder } from '../support/temp-folder.ts';

const SECRET = 'the harbour master has a parrot';

/** A workspace beside a folder with a secret, with links of all kinds between them. */
function harbour(): { outside: string; workspace: string } {
  const root = tempFolder();
  const outside = join(root, 'outside');
  const workspace = join(root, 'workspace');
  for (const folder of [
    outside,
    join(outside, 'deep'),
    join(workspace, 'a/b'),
    join(workspace, '.git/hooks'),
  ]) {
    mkdirSync(folder, { recursive: true });
  }
  writeFileSync(join(outside, 'secret.txt'), SECRET);
  writeFileSync(join(outside, 'deep/secret.txt'), SECRET);
  writeFileSync(join(workspace, 'a/own.txt'), 'own');
  symlinkSync(outside, join(workspace, 'out'));
  symlinkSync('../../outside', join(workspace, 'a/up'));
  symlinkSync(join(outside, 'secret.txt'), join(workspace, 'leak.txt'));
  symlinkSync(join(outside, 'new.txt'), join(workspace, 'dangling'));
  symlinkSync('a', join(workspace, 'inner'));
  symlinkSync('loop', join(workspace, 'loop'));
  symlinkSync(workspace, join(outside, 'back'));
  symlinkSync('../.git', join(workspace, 'a/tig'));
  return { outside, workspace };
}

const parts = ['..', '.', 'a', 'b', 'out', 'up', 'inner', 'loop', 'deep', 'back', 'workspace', 'outside'];
const names = [
  'secret.txt',
  'own.txt',
  'leak.txt',
  'dangling',
  'new.txt',
  '.git',
  'hooks',
  'tig',
  '',
  ' ',
  '\0',
  'ü⚓',
];

const wantedPath = (root: string): fc.Arbitrary<string> =>
  fc
    .tuple(
      fc.constantFrom('', '/', `${root}/`, `${root}/workspace/`, `${root}/outside/`),
      fc.array(fc.constantFrom(...parts, ...names), { maxLength: 7 }),
    )
    .map(([start, way]) => `${start}${way.join('/')}`);

const isBelow = (folder: string, path: string) => {
  const way = relative(folder, path);
  return way === '' || (way.split(sep)[0] !== '..' && resolve(folder, way) === path);
};

test('whatever path a model writes, it is refused or leads into the workspace, links resolved', async () => {
  const { workspace } = harbour();
  await fc.assert(
    fc.asyncProperty(wantedPath(resolve(workspace, '..')), async (wanted) => {
      const place = await confinedPath(workspace, wanted);
      if (!place.ok) return;
      expect(isBelow(workspace, place.path)).toBe(true);
      // Its nearest existing folder is a real one of the workspace.
      let there = place.path;
      for (;;) {
        try {
          expect(isBelow(workspace, realpathSync(there))).toBe(true);
          break;
        } catch (error) {
          if (error instanceof Error && 'code' in error && /^ENO(ENT|TDIR)$/.test(String(error.code)))
            there = resolve(there, '..');
          else throw error;
        }
      }
    }),
    { numRuns: 1500 },
  );
});

test('no call of a file tool shows or changes anything outside, or in the folder of git', async () => {
  const { outside, workspace } = harbour();
  const context: ToolContext = {
    folder: workspace,
    env: { PATH: process.env['PATH'] ?? '' },
    signal: new AbortController().signal,
    memoryBytes: null,
    seconds: 10,
    show: () => {},
  };
  const fileTools = workspaceTools.filter((tool) => !['run_command', 'search_text'].includes(tool.name));
  const input = wantedPath(resolve(workspace, '..')).map((path) => ({
    path: path === '' ? '.' : path,
    content: 'changed',
    old_text: SECRET,
    new_text: 'changed',
  }));
  await fc.assert(
    fc.asyncProperty(input, fc.constantFrom(...fileTools), async (fields, tool) => {
      const told = await tool.call(fields, context);
      expect(told.text).not.toContain(SECRET);
      expect(readFileSync(join(outside, 'secret.txt'), 'utf8')).toBe(SECRET);
      expect(readFileSync(join(outside, 'deep/secret.txt'), 'utf8')).toBe(SECRET);
    }),
    { numRuns: 500 },
  );
  const outsideNow = await workspaceTools
    .find((tool) => tool.name === 'list_files')
    ?.call({}, { ...context, folder: outside });
  expect(outsideNow?.text).toBe('back (link)\ndeep/\ndeep/secret.txt\nsecret.txt');
  const git = await workspaceTools
    .find((tool) => tool.name === 'list_files')
    ?.call({ path: '.git' }, context);
  expect(git?.text).toBe('.git/hooks/');
});

test('paths that stay inside are allowed, also through a link and where nothing is yet', async () => {
  const { workspace } = harbour();
  const named = async (wanted: string) => {
    const place = await writablePath(workspace, wanted);
    return place.ok ? place.name : place.message;
  };
  expect(await named('a/../a/own.txt')).toBe('a/own.txt');
  expect(await named('inner/own.txt')).toBe('a/own.txt');
  expect(await named('new/deep/file.txt')).toBe('new/deep/file.txt');
  expect(await named(join(workspace, 'x.txt'))).toBe('x.txt');
  expect(await named('..x/y')).toBe('..x/y');
  expect(await named('../x')).toBe('../x: this is outside of the workspace.');
  expect(await named('out/secret.txt')).toBe('out/secret.txt: this leads out of the workspace.');
  expect(await named('dangling')).toMatch(/a link that leads nowhere/);
  expect(await named('loop')).toMatch(/a link that leads nowhere/);
  expect(await named('a/tig/hooks/pre-commit')).toMatch(/changed by git commands only/);
  expect(await named('.')).toMatch(/the workspace itself/);
});

test('a workspace reached through a link is the same workspace', async () => {
  const { workspace } = harbour();
  const alias = join(workspace, '../alias');
  symlinkSync(workspace, alias);
  expect(await confinedPath(alias, 'a/own.txt')).toMatchObject({ ok: true, name: 'a/own.txt' });
  expect(await confinedPath(alias, join(alias, 'a/own.txt'))).toMatchObject({ ok: true, name: 'a/own.txt' });
  rmSync(alias);
});
