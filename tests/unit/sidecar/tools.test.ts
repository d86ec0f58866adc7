import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ToolAnswer } from '../../../sidecar/tools/tool.ts';
import { workspaceTools } from '../../../sidecar/tools/workspace-tools.ts';
import { tempFolder } from '../../support/temp-folder.ts';

async function use(
  folder: string,
  name: string,
  input: object,
  more: { signal?: AbortSignal; seconds?: number } = {},
): Promise<ToolAnswer> {
  const tool = workspaceTools.find((each) => each.name === name);
  if (tool === undefined) throw new Error(`no tool ${name}`);
  return await tool.call(input, {
    folder,
    env: { PATH: process.env['PATH'] ?? '' },
    signal: more.signal ?? new AbortController().signal,
    memoryBytes: null,
    seconds: more.seconds ?? 10,
    show: () => {},
  });
}

test('every tool tells its input as a JSON Schema of an object', () => {
  for (const tool of workspaceTools) {
    expect(tool.schema).toMatchObject({ type: 'object', properties: expect.any(Object) });
    expect(tool.schema).not.toHaveProperty('$schema');
  }
});

test('read_file shows a part of a long file and says what else there is', async () => {
  const folder = tempFolder();
  writeFileSync(
    join(folder, 'long.txt'),
    Array.from({ length: 5000 }, (_, line) => `line ${line + 1}`).join('\n'),
  );
  const start = await use(folder, 'read_file', { path: 'long.txt' });
  expect(start.text.endsWith('line 2000\n[lines 1 to 2000 of 5000]')).toBe(true);
  const rest = await use(folder, 'read_file', { path: 'long.txt', first_line: 4999 });
  expect(rest.text).toBe('line 4999\nline 5000');
  expect(await use(folder, 'read_file', { path: 'long.txt', first_line: 5001 })).toMatchObject({
    failed: true,
  });
  writeFileSync(join(folder, 'wide.txt'), `${'w'.repeat(100_000)}\nend`);
  const wide = await use(folder, 'read_file', { path: 'wide.txt' });
  expect(wide.text.length).toBeLessThan(60_200);
  expect(wide.text).toContain('[lines 1 to 1 of 2, the last one shown in part]');
});

test('read_file refuses what is no text, without waiting for it', async () => {
  const folder = tempFolder();
  writeFileSync(join(folder, 'binary'), Buffer.from([1, 0, 2]));
  writeFileSync(join(folder, 'latin'), Buffer.from([0x66, 0xfc, 0x72]));
  execFileSync('sh', ['-c', 'mkfifo "$0"', join(folder, 'pipe')]);
  writeFileSync(join(folder, 'large'), '');
  truncateSync(join(folder, 'large'), 9 * 1024 * 1024);
  const told = async (path: string) => (await use(folder, 'read_file', { path })).text;
  expect(await told('binary')).toBe('binary: this is a binary file.');
  expect(await told('latin')).toBe('latin: this is not a text in UTF-8.');
  expect(await told('pipe')).toBe('pipe: this is not a regular file.');
  expect(await told('large')).toContain('files up to 8 MB can be read');
  expect(await told('gone')).toBe('gone: there is no such file.');
  expect(await told('.')).toContain('this is a folder');
});

test('edit_file replaces exactly one place and leaves every other byte alone', async () => {
  const folder = tempFolder();
  const path = join(folder, 'mixed.txt');
  const before = '\u{FEFF}one\r\ntwo\nthree \t\r\ntwo too';
  writeFileSync(path, before, { mode: 0o755 });
  expect(
    await use(folder, 'edit_file', { path: 'mixed.txt', old_text: 'four', new_text: 'x' }),
  ).toMatchObject({
    failed: true,
  });
  expect(await use(folder, 'edit_file', { path: 'mixed.txt', old_text: 'two', new_text: 'x' })).toMatchObject(
    {
      failed: true,
      text: expect.stringContaining('stands in it 2 times'),
    },
  );
  expect(readFileSync(path, 'utf8')).toBe(before);
  await use(folder, 'edit_file', { path: 'mixed.txt', old_text: 'two\n', new_text: '$& 2\n' });
  expect(readFileSync(path, 'utf8')).toBe('\u{FEFF}one\r\n$& 2\nthree \t\r\ntwo too');
  await use(folder, 'edit_file', { path: 'mixed.txt', old_text: 't', new_text: '', all: true });
  expect(readFileSync(path, 'utf8')).toBe('\u{FEFF}one\r\n$& 2\nhree \t\r\nwo oo');
  expect(statSync(path).mode & 0o777).toBe(0o755);
});

test('write_file makes folders, writes over a longer file, and tells when a file stands where a folder should', async () => {
  const folder = tempFolder();
  expect(await use(folder, 'write_file', { path: 'a/b/c.txt', content: 'long text' })).toMatchObject({
    failed: false,
  });
  await use(folder, 'write_file', { path: 'a/b/c.txt', content: 'short' });
  expect(readFileSync(join(folder, 'a/b/c.txt'), 'utf8')).toBe('short');
  expect(await use(folder, 'write_file', { path: 'a/b/c.txt/d', content: 'x' })).toMatchObject({
    failed: true,
  });
  expect(await use(folder, 'write_file', { path: 'a/b', content: 'x' })).toMatchObject({ failed: true });
});

test('list_files shows folders as deep as asked, and leaves git and installed packages closed', async () => {
  const folder = tempFolder();
  for (const path of ['src/deep/er', 'node_modules/x', '.git/objects']) {
    mkdirSync(join(folder, path), { recursive: true });
  }
  writeFileSync(join(folder, 'src/a.ts'), '');
  symlinkSync('/', join(folder, 'root'));
  expect((await use(folder, 'list_files', {})).text.split('\n')).toEqual([
    '.git/',
    'node_modules/',
    'root (link)',
    'src/',
    'src/a.ts',
    'src/deep/',
    'src/deep/er/',
  ]);
  expect((await use(folder, 'list_files', { path: 'src', depth: 1 })).text).toBe('src/a.ts\nsrc/deep/');
  for (let file = 0; file < 1200; file++) writeFileSync(join(folder, 'src/deep', `f${file}`), '');
  const cut = (await use(folder, 'list_files', { path: 'src/deep' })).text.split('\n');
  expect(cut).toHaveLength(1001);
  expect(cut.at(-1)).toBe('[cut after 1000 entries]');
});

test('search_text finds plain text and expressions, and never follows a link out', async () => {
  const folder = tempFolder();
  const outside = tempFolder();
  mkdirSync(join(folder, 'src'));
  writeFileSync(join(outside, 'x.txt'), 'harbour outside');
  symlinkSync(outside, join(folder, 'out'));
  writeFileSync(join(folder, 'src/a.txt'), 'a.b\nHarbour\naxb\n');
  writeFileSync(join(folder, '-e'), 'harbour');
  const found = async (input: object) => (await use(folder, 'search_text', input)).text;
  expect(await found({ text: 'a.b' })).toBe('src/a.txt:1:a.b');
  expect(await found({ text: '^a.b$', expression: true })).toBe('src/a.txt:1:a.b\nsrc/a.txt:3:axb');
  expect((await found({ text: 'harbour', any_case: true })).split('\n').sort()).toEqual([
    '-e:1:harbour',
    'src/a.txt:2:Harbour',
  ]);
  expect(await found({ text: '-r' })).toBe('[found nowhere]');
  expect(await found({ text: 'harbour', path: '-e' })).toContain('harbour');
  expect(await use(folder, 'search_text', { text: '(', expression: true })).toMatchObject({ failed: true });
  expect(await use(folder, 'search_text', { text: 'x', path: 'out' })).toMatchObject({ failed: true });
});

test('run_command shows the beginning and the end of long output, and its exit code', async () => {
  const folder = tempFolder();
  const told = await use(folder, 'run_command', {
    command: 'echo start; yes | head -n 100000; echo end; exit 7',
  });
  expect(told.failed).toBe(true);
  expect(told.text.startsWith('start\ny\n')).toBe(true);
  expect(told.text.endsWith('y\nend\n\n[exit code 7]')).toBe(true);
  expect(told.text).toMatch(/\[\d+ characters left out\]/);
  expect(told.text.length).toBeLessThan(31_000);
});

test('run_command takes no longer than the run has left', async () => {
  const told = await use(
    tempFolder(),
    'run_command',
    { command: 'sleep 60', seconds: 3600 },
    { seconds: 0.2 },
  );
  expect(told).toMatchObject({ failed: true, text: expect.stringContaining('it was ended after') });
});

test('a tool whose input is not as described does nothing', async () => {
  const folder = tempFolder();
  for (const input of [{}, { path: 'x' }, { path: 7, content: 'x' }]) {
    expect(await use(folder, 'write_file', input)).toMatchObject({ failed: true });
  }
  expect(existsSync(join(folder, 'x'))).toBe(false);
});
