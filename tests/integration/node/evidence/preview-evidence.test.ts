import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { symlinkSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { Locator } from '../../../../core/domain/readiness/evidence.ts';
import {
  PreviewedEvidence,
  TESTS_SHOWN,
  TEXT_SHOWN_BYTES,
} from '../../../../core/domain/readiness/evidence-preview.ts';
import { previewEvidence } from '../../../../node/evidence/preview/preview-evidence.ts';
import { git, makeRemote } from '../../../support/git-remote.ts';
import { evidenceBench } from './evidence-bench.ts';

const { signal } = new AbortController();
const sha256 = (bytes: string | Uint8Array) => createHash('sha256').update(bytes).digest('hex');

async function opened() {
  const bench = await evidenceBench();
  const preview = async (locator: unknown, more: { root?: string | null; digest?: string } = {}) => {
    const { root = bench.folder, digest = null } = more;
    const subject = {
      root: root === null ? null : { folder: root, isRepository: true },
      locator: Locator.parse(locator),
      digest,
    };
    return PreviewedEvidence.parse(await previewEvidence(bench.ports, subject, signal));
  };
  const ofFile = async (path: string, digest?: string) =>
    (await preview({ type: 'artifact', place: { path } }, digest === undefined ? {} : { digest })).preview;
  return { ...bench, preview, ofFile };
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

function png(width: number, height: number): Buffer {
  const head = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 0, 0, 0, 0]);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  const pixels = deflateSync(Buffer.alloc(Math.min((width + 1) * height, 1000)));
  const mark = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([mark, chunk('IHDR', head), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))]);
}

describe('what the file of a piece of evidence holds', () => {
  it('is shown as text, Markdown or JSON, by its name and by what it says', async () => {
    const { write, ofFile } = await opened();
    write('a.md', '# Plan\n');
    write('a.json', '{"p95":12}');
    write('answer', ' [1, 2]');
    write('notes.txt', 'Grüße \u202Eevil');
    write('broken.json', '{"p95":');
    write('empty.txt', '');
    expect(await ofFile('a.md')).toEqual({
      kind: 'text',
      format: 'markdown',
      text: '# Plan\n',
      bytes: 7,
      shownBytes: 7,
    });
    expect(await ofFile('a.json')).toMatchObject({ format: 'json', text: '{"p95":12}' });
    expect(await ofFile('answer')).toMatchObject({ format: 'json' });
    expect(await ofFile('notes.txt')).toMatchObject({ format: 'text', text: String.raw`Grüße \u202eevil` });
    expect(await ofFile('broken.json')).toMatchObject({ format: 'text', text: '{"p95":' });
    expect(await ofFile('empty.txt')).toMatchObject({ format: 'text', text: '', bytes: 0 });
  });

  it('is only its beginning where it is long, and never half a character', async () => {
    const { write, ofFile, folder } = await opened();
    const long = `a${'é'.repeat(TEXT_SHOWN_BYTES.text)}`;
    write('long.txt', long);
    const shown = await ofFile('long.txt');
    if (shown.kind !== 'text') throw new Error(shown.kind);
    expect(shown).toMatchObject({ bytes: Buffer.byteLength(long), shownBytes: TEXT_SHOWN_BYTES.text });
    expect(long.startsWith(shown.text)).toBe(true);
    expect(shown.text.length).toBeGreaterThan(TEXT_SHOWN_BYTES.text / 2 - 2);
    write('long.json', JSON.stringify('x'.repeat(TEXT_SHOWN_BYTES.json)));
    expect(await ofFile('long.json')).toMatchObject({ format: 'text', shownBytes: TEXT_SHOWN_BYTES.text });
    write('disk.img', '');
    truncateSync(join(folder, 'disk.img'), 3 * 1024 ** 3);
    expect(await ofFile('disk.img')).toMatchObject({
      kind: 'nothing',
      says: expect.stringMatching(/neither text/u),
    });
  });

  it('is a picture by its bytes, whatever its name, and not a bomb of pixels', async () => {
    const { write, ofFile } = await opened();
    write('photo.txt', png(3, 2));
    const drawing =
      '<?xml version="1.0"?><!-- by hand --><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 4"/>';
    write('drawing.svg', drawing);
    write('bomb.png', png(60_000, 60_000));
    write('torn.png', png(3, 2).subarray(0, 12));
    write('page.svg', '<!DOCTYPE svg [<!ENTITY a "b">]><svg/>');
    expect(await ofFile('photo.txt')).toMatchObject({
      kind: 'picture',
      mime: 'image/png',
      width: 3,
      height: 2,
      base64: png(3, 2).toString('base64'),
    });
    expect(await ofFile('drawing.svg')).toMatchObject({ kind: 'picture', mime: 'image/svg+xml', width: 8 });
    expect(await ofFile('bomb.png')).toMatchObject({
      kind: 'nothing',
      says: expect.stringMatching(/60000 × 60000/u),
    });
    expect(await ofFile('torn.png')).toMatchObject({ kind: 'nothing' });
    expect(await ofFile('page.svg')).toMatchObject({ kind: 'text' });
  });

  it('is a test report by suites and by what did not pass, as many as are shown', async () => {
    const { write, ofFile } = await opened();
    const failing = Array.from(
      { length: TESTS_SHOWN + 20 },
      (_, at) =>
        `<testcase classname="crane" name="t${at}" time="0.5"><failure message="was ${at}">at line 1</failure></testcase>`,
    );
    const report = `<?xml version="1.0"?><testsuites><testsuite name="quay"><testcase name="holds"/><testsuite name="crane">${failing.join('')}<testcase name="s"><skipped/></testcase></testsuite></testsuite></testsuites>`;
    write('junit.xml', report);
    const shown = await ofFile('junit.xml');
    if (shown.kind !== 'tests') throw new Error(shown.kind);
    expect(shown.counts).toEqual({ passed: 1, failed: 120, errored: 0, skipped: 1, unclear: 0, seconds: 60 });
    expect(shown.suites.map(({ name, passed, failed }) => [name, passed, failed])).toEqual([
      ['quay', 1, 0],
      ['quay › crane', 0, 120],
    ]);
    expect(shown.failures).toHaveLength(TESTS_SHOWN);
    expect(shown.failuresTotal).toBe(120);
    expect(shown.failures[0]).toEqual({
      suite: 'quay › crane',
      test: 'crane.t0',
      outcome: 'failed',
      says: 'was 0',
    });
    write('bomb.xml', '<!DOCTYPE a [<!ENTITY b "c">]><testsuite/>');
    expect(await ofFile('bomb.xml')).toMatchObject({ kind: 'text' });
    write('torn.xml', report.slice(0, 900));
    expect(await ofFile('torn.xml')).toMatchObject({ kind: 'text', format: 'text' });
  });

  it('says whether it is the file that was added, where all of it was read', async () => {
    const { write, preview, folder, ports } = await opened();
    write('a.md', '# Plan\n');
    const doc = { type: 'doc', place: { path: 'a.md' }, heading: null };
    expect((await preview(doc)).isAsAdded).toBeNull();
    expect((await preview(doc, { digest: sha256('# Plan\n') })).isAsAdded).toBe(true);
    expect((await preview(doc, { digest: sha256('# Old\n') })).isAsAdded).toBe(false);
    await ports.store.put(join(folder, 'a.md'), signal);
    const stored = { type: 'doc', place: { stored: sha256('# Plan\n'), name: 'a.md' }, heading: null };
    expect(await preview(stored, { root: null })).toMatchObject({
      isAsAdded: true,
      preview: { format: 'markdown' },
    });
  });

  it('is not looked for outside of its root, nor in what is no file', async () => {
    const { write, ofFile, folder, preview } = await opened();
    symlinkSync('/etc/passwd', join(folder, 'out'));
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    write('here', '');
    expect(await ofFile('out')).toMatchObject({
      kind: 'nothing',
      says: expect.stringMatching(/leads out of its root/u),
    });
    expect(await ofFile('pipe')).toMatchObject({
      kind: 'nothing',
      says: expect.stringMatching(/no regular file/u),
    });
    expect(await ofFile('gone')).toMatchObject({ kind: 'nothing', says: 'gone is not there.' });
    const away = await preview({ type: 'artifact', place: { path: 'here' } }, { root: null });
    expect(away.preview.kind).toBe('nothing');
  });

  it('is, of code at a revision, what it said then, and of a commit what was committed', async () => {
    const { preview, folder } = await opened();
    const remote = makeRemote(folder);
    const first = remote.push({ 'new.ts': 'export const one = 1;\n', 'photo.png': 'a\0b' });
    remote.push({ 'new.ts': 'export const two = 2;\n' });
    const at = (revision: string | null, path: string | null) =>
      preview({ type: 'code', revision, path }, { root: remote.clone });
    expect((await at(first, 'new.ts')).preview).toMatchObject({ text: 'export const one = 1;' });
    expect((await at(null, 'new.ts')).preview).toMatchObject({ text: 'export const two = 2;\n' });
    expect((await at(first, null)).preview).toMatchObject({
      kind: 'text',
      text: expect.stringContaining(first),
    });
    expect((await at(first, 'photo.png')).preview).toMatchObject({ kind: 'nothing' });
    expect((await at(first, 'gone.ts')).preview).toMatchObject({
      says: expect.stringMatching(/is not in the commit/u),
    });
    expect(git(remote.clone, 'status', '--porcelain')).toBe('');
  });
});
