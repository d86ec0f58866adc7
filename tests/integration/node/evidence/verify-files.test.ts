import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Locator } from '../../../../core/domain/readiness/evidence.ts';
import { verifyEvidence } from '../../../../node/evidence/verify-evidence.ts';
import { evidenceBench } from './evidence-bench.ts';

const artifact = (path: string) => ({ type: 'artifact', place: { path } });
const doc = (path: string, heading: string | null = null) => ({ type: 'doc', place: { path }, heading });
const sha256 = (bytes: string | Uint8Array) => createHash('sha256').update(bytes).digest('hex');

describe('a file as evidence', () => {
  it('is verified with its digest', async () => {
    const { write, verify } = await evidenceBench();
    write('dist/app.tgz', 'bytes');
    const digest = sha256('bytes');
    const says = 'dist/app.tgz is there, with 5 bytes.';
    expect(await verify(artifact('dist/app.tgz'))).toEqual({
      result: 'verified',
      says,
      digest,
      commit: null,
    });
    expect(await verify(artifact('dist/app.tgz'), { digest })).toMatchObject({ result: 'verified' });
    expect(await verify({ type: 'code', revision: null, path: 'dist/app.tgz' }, { digest })).toMatchObject({
      result: 'verified',
      digest,
    });
  });

  it('fails when its bytes changed, and both digests are named', async () => {
    const { write, verify } = await evidenceBench();
    write('a.md', '# Plan\n');
    const found = await verify(doc('a.md', 'Plan'), { digest: sha256('# Old\n') });
    expect(found).toMatchObject({ result: 'failed', digest: sha256('# Plan\n') });
    expect(found.says).toBe(
      `a.md has changed since it was added: its SHA-256 was ${sha256('# Old\n')} and is ${sha256('# Plan\n')} now.`,
    );
  });

  it('is missing where its root is there, and unreachable where that is not', async () => {
    const { folder, write, verify } = await evidenceBench();
    write('a.md', '');
    expect(await verify(doc('b.md'))).toMatchObject({ result: 'missing', says: 'b.md is not there.' });
    expect(await verify(doc('a.md/b.md'))).toMatchObject({ result: 'missing' });
    expect(await verify(doc('a.md'), { root: null })).toMatchObject({ result: 'unreachable', digest: null });
    for (const gone of [`${folder}-gone`, join(folder, 'a.md')]) {
      const found = await verify(doc('a.md'), { root: { folder: gone, isRepository: false } });
      expect(found).toMatchObject({ result: 'unreachable' });
    }
  });

  it('is unreachable, not missing, where its root goes while it is looked at', async () => {
    const { folder, ports, write } = await evidenceBench();
    write('a.md', '');
    const realPath = async (path: string): Promise<string> => {
      if (path.endsWith('a.md')) rmSync(folder, { recursive: true });
      return ports.files.realPath(path);
    };
    const subject = {
      root: { folder, isRepository: false },
      locator: Locator.parse(doc('a.md')),
      digest: null,
      guard: null,
    };
    const going = { ...ports, files: { ...ports.files, realPath } };
    const found = await verifyEvidence(going, subject, new AbortController().signal);
    expect(found).toMatchObject({ result: 'unreachable' });
  });

  it('is about a file below the same root alone, and a link in its place leads nowhere', async () => {
    const { folder, write, verify } = await evidenceBench();
    write('about.json', '{}');
    symlinkSync('/etc/hosts', join(folder, 'hosts'));
    const statement = { ...artifact('about.json'), subject: 'hosts' };
    expect(await verify(statement)).toMatchObject({
      result: 'failed',
      says: expect.stringContaining('leads out'),
    });
    const measured = { ...artifact('hosts'), measure: { in: 'json', pointer: '/a' } };
    expect(await verify(measured)).toMatchObject({
      result: 'failed',
      says: expect.stringContaining('leads out'),
    });
  });

  it('is read from the store by its digest, and is unreachable where this device has no copy', async () => {
    const { folder, ports, verify, write } = await evidenceBench();
    write('report.txt', 'kept');
    await ports.store.put(join(folder, 'report.txt'), new AbortController().signal);
    const stored = { type: 'artifact', place: { stored: sha256('kept') } };
    expect(await verify(stored, { root: null })).toMatchObject({
      result: 'verified',
      digest: sha256('kept'),
    });
    const other = { type: 'artifact', place: { stored: sha256('elsewhere') } };
    expect(await verify(other)).toMatchObject({ result: 'unreachable' });
    const place = join(folder, '../evidence', sha256('kept').slice(0, 2), sha256('kept'));
    writeFileSync(place, 'torn');
    expect(await verify(stored)).toMatchObject({ result: 'failed', digest: sha256('torn') });
  });

  it('is not looked for above its root, whatever its path says', async () => {
    for (const path of ['../secret', '/etc/passwd', 'a/../../b', './a', 'a//b', 'a\0b', '']) {
      expect(Locator.safeParse(artifact(path)).success).toBe(false);
    }
    const { folder, verify, write } = await evidenceBench();
    write('inside/own.txt', 'own');
    writeFileSync(join(folder, '../secret.txt'), 'secret');
    symlinkSync('../secret.txt', join(folder, 'leak.txt'));
    symlinkSync('..', join(folder, 'up'));
    symlinkSync('/dev/zero', join(folder, 'zero'));
    symlinkSync('loop', join(folder, 'loop'));
    symlinkSync('inside/own.txt', join(folder, 'within.txt'));
    for (const path of ['leak.txt', 'up/secret.txt', 'zero']) {
      const found = await verify(artifact(path));
      expect(found).toMatchObject({ result: 'failed', digest: null });
      expect(found.says).toMatch(/leads out of its root/u);
    }
    expect(await verify(artifact('loop'))).toMatchObject({ result: 'failed', digest: null });
    expect(await verify(artifact('within.txt'))).toMatchObject({ result: 'verified', digest: sha256('own') });
  });

  it('is neither a folder nor a pipe, and a pipe is not waited for', async () => {
    const { folder, verify, write } = await evidenceBench();
    write('sub/a.txt', '');
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    for (const path of ['sub', 'pipe']) {
      expect(await verify(artifact(path))).toMatchObject({
        result: 'failed',
        says: `${path} is no regular file: a folder, pipe or device is not read.`,
      });
    }
  });

  it('of any size is read in pieces; a document of more than 8 MB and a report of more than 256 MB are not read', async () => {
    const { folder, verify, write } = await evidenceBench();
    for (const path of ['large', 'long.md', 'long.xml']) write(path, '');
    truncateSync(join(folder, 'large'), 40 * 1024 * 1024);
    truncateSync(join(folder, 'long.md'), 8 * 1024 * 1024 + 1);
    truncateSync(join(folder, 'long.xml'), 256 * 1024 * 1024 + 1);
    expect(await verify(artifact('large'))).toMatchObject({ result: 'verified' });
    for (const locator of [
      doc('long.md', 'Plan'),
      { type: 'contract', place: { path: 'long.md' }, pointer: '' },
    ]) {
      expect(await verify(locator)).toMatchObject({ result: 'failed', digest: null });
    }
    const report = await verify({ type: 'test', place: { path: 'long.xml' }, test: 'a' });
    expect(report).toMatchObject({ result: 'failed' });
  });

  it('is given up on at once when the caller cancels', async () => {
    const { folder, verify, write } = await evidenceBench();
    write('large', '');
    truncateSync(join(folder, 'large'), 64 * 1024 * 1024 * 1024 - 1);
    const cancel = new AbortController();
    const verifying = verify(artifact('large'), {}, cancel.signal);
    const reason = new Error('the person closed the window');
    cancel.abort(reason);
    await expect(verifying).rejects.toBe(reason);
  });
});

describe('a heading as evidence', () => {
  const text = [
    '---\ntitle: Release\nowner: Kim\n---\n# Plan for **v1.0**\n',
    '```\n## In a fence\n```\n\nSet below\n---------\n\n## Phase A — Set up\n',
  ].join('\n');

  it.each([
    'Plan for v1.0',
    'plan for V1.0',
    'plan-for-v1-0',
    'Phase A — Set up',
    'phase-a-set-up',
    'phase-a--set-up',
    'Set below',
  ])('is found by what it says or by its slug: %s', async (heading) => {
    const { write, verify } = await evidenceBench();
    write('docs/plan.md', text.replaceAll('\n', '\r\n'));
    const found = await verify(doc('docs/plan.md', heading));
    expect(found).toMatchObject({ result: 'verified', digest: sha256(text.replaceAll('\n', '\r\n')) });
    expect(found.says).toBe(`docs/plan.md has the heading "${heading}".`);
  });

  it.each(['Phase B', 'In a fence', 'title: Release', 'title: Release owner: Kim', '???'])(
    'is missing where the text only looks like it: %s',
    async (heading) => {
      const { write, verify } = await evidenceBench();
      write('docs/plan.md', text);
      expect(await verify(doc('docs/plan.md', heading))).toMatchObject({
        result: 'missing',
        says: `docs/plan.md has no heading "${heading}".`,
      });
    },
  );
});
