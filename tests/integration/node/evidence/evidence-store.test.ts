import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { STORED_BYTES_MAX } from '../../../../core/domain/readiness/stored-file.ts';
import { openEvidenceStore } from '../../../../node/evidence/evidence-store.ts';
import type { FilePort } from '../../../../node/files/file-port.ts';
import { nodeFiles } from '../../../../node/files/node-files.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const { signal } = new AbortController();
const BYTES = Buffer.alloc(700_000, 'evidence ');
const DIGEST = createHash('sha256').update(BYTES).digest('hex');

/** A store, and a file beside it. */
function place(): { folder: string; file: string } {
  const home = tempFolder();
  const file = join(home, 'report.xml');
  writeFileSync(file, BYTES);
  return { folder: join(home, 'evidence'), file };
}

/** Every file below the store, by its path in it. */
function kept(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
}

describe('the evidence store', () => {
  it('keeps a file under the digest of its bytes, readable by its owner only', async () => {
    const { folder, file } = place();
    const store = await openEvidenceStore({ folder, files: nodeFiles });
    expect(await store.put(file, signal)).toEqual({
      ok: true,
      value: { digest: DIGEST, bytes: BYTES.length },
    });
    expect(kept(folder)).toEqual([`${DIGEST.slice(0, 2)}/${DIGEST}`]);
    const modes = ['', DIGEST.slice(0, 2), `${DIGEST.slice(0, 2)}/${DIGEST}`].map(
      (path) => statSync(join(folder, path)).mode & 0o777,
    );
    expect(modes).toEqual([0o700, 0o700, 0o600]);
    expect(await store.has(DIGEST)).toBe(true);
    expect(await store.read(DIGEST, BYTES.length, signal)).toEqual({ ok: true, value: BYTES });
    expect(await store.check(DIGEST, signal)).toEqual({ ok: true, value: true });
  });

  it('keeps the same bytes once, however often they come', async () => {
    const { folder, file } = place();
    const store = await openEvidenceStore({ folder, files: nodeFiles });
    await Promise.all([store.put(file, signal), store.put(file, signal), store.put(file, signal)]);
    expect(kept(folder)).toEqual([`${DIGEST.slice(0, 2)}/${DIGEST}`]);
  });

  it('reads no more than it was asked for, and says what is not there', async () => {
    const { folder, file } = place();
    const store = await openEvidenceStore({ folder, files: nodeFiles });
    await store.put(file, signal);
    expect(await store.read(DIGEST, BYTES.length - 1, signal)).toMatchObject({
      error: { code: 'file.too-large' },
    });
    expect(await store.has('0'.repeat(64))).toBe(false);
    expect(await store.open('0'.repeat(64))).toMatchObject({ error: { code: 'file.missing' } });
  });

  it('tells bytes that changed on its disk, and is mended by the file itself', async () => {
    const { folder, file } = place();
    const store = await openEvidenceStore({ folder, files: nodeFiles });
    await store.put(file, signal);
    writeFileSync(join(folder, DIGEST.slice(0, 2), DIGEST), Buffer.alloc(BYTES.length, 'other '));
    expect(await store.check(DIGEST, signal)).toEqual({ ok: true, value: false });
    expect(await store.read(DIGEST, BYTES.length, signal)).toMatchObject({ error: { code: 'file.changed' } });
    await store.put(file, signal);
    expect(await store.check(DIGEST, signal)).toEqual({ ok: true, value: true });
  });

  it('removes what a killed process left half copied when it is opened', async () => {
    const { folder, file } = place();
    mkdirSync(folder);
    writeFileSync(join(folder, '1.incoming'), 'half of');
    const store = await openEvidenceStore({ folder, files: nodeFiles });
    expect(kept(folder)).toEqual([]);
    expect(await store.put(file, signal)).toMatchObject({ ok: true });
  });

  it('refuses a file before the disk is full, one that is too large, and what is no file; nothing is left of them', async () => {
    const { folder, file } = place();
    const full = await openEvidenceStore({
      folder,
      files: nodeFiles,
      freeBytes: async () => 256 * 1024 * 1024,
    });
    expect(await full.put(file, signal)).toMatchObject({ error: { code: 'file.disk-full' } });
    const store = await openEvidenceStore({ folder, files: nodeFiles });
    truncateSync(file, STORED_BYTES_MAX + 1);
    expect(await store.put(file, signal)).toMatchObject({ error: { code: 'file.too-large' } });
    execFileSync('mkfifo', [`${file}.pipe`]);
    expect(await store.put(`${file}.pipe`, signal)).toMatchObject({ error: { code: 'file.not-allowed' } });
    expect(await store.put('/dev/zero', signal)).toMatchObject({ error: { code: 'file.not-allowed' } });
    expect(await store.put(`${file}.gone`, signal)).toMatchObject({ error: { code: 'file.missing' } });
    expect(kept(folder)).toEqual([]);
  });

  it('says that the disk is full when it fills up meanwhile', async () => {
    const { folder, file } = place();
    const filling: FilePort = {
      ...nodeFiles,
      async createExclusive(path, mode) {
        const write = () => Promise.reject(Object.assign(new Error('no space'), { code: 'ENOSPC' }));
        return { ...(await nodeFiles.createExclusive(path, mode)), write };
      },
    };
    const store = await openEvidenceStore({ folder, files: filling });
    expect(await store.put(file, signal)).toMatchObject({ error: { code: 'file.disk-full' } });
    expect(kept(folder)).toEqual([]);
  });

  it('leaves nothing of a copy that is cancelled on its way', async () => {
    const { folder, file } = place();
    const cancel = new AbortController();
    const reason = new Error('the person closed the window');
    const cancelled: FilePort = {
      ...nodeFiles,
      async createExclusive(path, mode) {
        const opened = await nodeFiles.createExclusive(path, mode);
        const write = async (bytes: Uint8Array) => {
          await opened.write(bytes);
          cancel.abort(reason);
        };
        return { ...opened, write };
      },
    };
    const store = await openEvidenceStore({ folder, files: cancelled });
    await expect(store.put(file, cancel.signal)).rejects.toBe(reason);
    expect(kept(folder)).toEqual([]);
  });
});
