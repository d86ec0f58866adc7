import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createClient } from '../../../core/contract/transport/client.ts';
import { PIECE_BYTES_MAX, STORED_BYTES_MAX } from '../../../core/domain/readiness/stored-file.ts';
import { createUploads } from '../../../main/engine/services/readiness/evidence/uploads.ts';
import { createCallGateway } from '../../../main/engine/wire/call-gateway.ts';
import { createWireServer } from '../../../main/engine/wire/wire-server.ts';
import { openEvidenceStore } from '../../../node/evidence/evidence-store.ts';
import { nodeFiles } from '../../../node/files/node-files.ts';
import { sendFile } from '../../../renderer/domains/readiness/add/send-file.ts';
import { type TransportKind, transportKinds } from '../../support/web/transports.ts';
import { temporaryFolder } from '../engine/support-folder.ts';
import { importOne, itemNamed, openEngine, take, write } from '../engine/test-engine.ts';

const PLAN = '# Plan\n\n| ID | Name | Status |\n|----|------|--------|\n| M1 | Door | done |\n';
const entropy = { bytes: (count: number) => new Uint8Array(randomBytes(count)) };
const never = new AbortController().signal;

const fileOf = (bytes: Uint8Array<ArrayBuffer>, name = 'photo.png') => new File([bytes], name);
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Every file below the store, by its name. */
function kept(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);
}

/** An engine that a screen reaches over a transport, and an item. */
async function opened(kind: TransportKind) {
  const folder = temporaryFolder();
  const engine = await openEngine({ folder });
  const trackerId = await importOne(engine, write(join(folder, 'house', 'plan.md'), PLAN));
  const item = (await itemNamed(engine, trackerId, 'Door')).id;
  const gateway = createCallGateway({ handlers: engine.handlers, log: engine.log, entropy, verify: true });
  const server = createWireServer({
    gateway,
    topics: engine.topics,
    workspace: 'ws_test',
    appVersion: '0.0.0-test',
    openSession: () => engine.openSession(),
  });
  const transport = await kind.start((port) => server.accept(port));
  const client = createClient(transport.dial(), { verify: true });
  onTestFinished(async () => {
    client.close();
    await transport.stop();
  });
  return { engine, client, transport, item, store: join(folder, 'workspace', 'evidence') };
}

describe.each(transportKinds)('a file sent over $name', (kind) => {
  it('becomes evidence under its name and the digest of its bytes', async () => {
    const { client, item, store } = await opened(kind);
    const bytes = new Uint8Array(randomBytes(2 * PIECE_BYTES_MAX + 17));
    const told: number[] = [];
    const upload = take(
      await sendFile(fileOf(bytes), { client, signal: never, onSent: (sent) => told.push(sent) }),
    );
    expect(told).toEqual([PIECE_BYTES_MAX, 2 * PIECE_BYTES_MAX, bytes.length]);
    const add = {
      itemId: item,
      folder: null,
      upload,
      locator: { type: 'artifact', file: 'photo.png' },
    } as const;
    const { evidenceId, result } = take(await client.call('evidence.add', add));
    expect(result).toBe('verified');
    const { row } = take(await client.call('evidence.show', { evidenceId }));
    expect(row).toMatchObject({ where: 'photo.png (copy)', digest: sha256(bytes), rootId: null });
    expect(kept(store)).toEqual([sha256(bytes)]);
    expect(readFileSync(join(store, sha256(bytes).slice(0, 2), sha256(bytes))).equals(bytes)).toBe(true);
    expect(await client.call('evidence.add', add)).toMatchObject({ error: { code: 'upload.not-found' } });
  });
});

describe('a file that is sent', () => {
  const [inProcess] = transportKinds;
  const start = () => {
    if (inProcess === undefined) throw new Error('no transport');
    return opened(inProcess);
  };

  it('leaves nothing when it is given up on its way', async () => {
    const { client, store } = await start();
    const giveUp = new AbortController();
    const bytes = new Uint8Array(3 * PIECE_BYTES_MAX);
    const sent = await sendFile(fileOf(bytes), {
      client,
      signal: giveUp.signal,
      onSent: () => giveUp.abort(),
    });
    expect(sent).toMatchObject({ error: { code: 'job.cancelled' } });
    expect(kept(store)).toEqual([]);
  });

  it('leaves nothing when its source cannot be read to the end', async () => {
    const { client, store } = await start();
    const slice = (from: number, to: number) => ({
      arrayBuffer: () =>
        from === 0 ? Promise.resolve(new ArrayBuffer(to)) : Promise.reject(new Error('it is gone')),
    });
    const file = { name: 'folder', size: 2 * PIECE_BYTES_MAX, slice };
    const sent = await sendFile(file, { client, signal: never, onSent: () => undefined });
    expect(sent).toMatchObject({ error: { code: 'file.read-failed' } });
    expect(kept(store)).toEqual([]);
  });

  it('may be empty, and is refused before anything is sent when it is too large', async () => {
    const { client, item } = await start();
    const options = { client, signal: never, onSent: () => undefined };
    const upload = take(await sendFile(fileOf(new Uint8Array(0), 'empty.txt'), options));
    const locator = { type: 'doc', file: 'empty.txt', heading: null } as const;
    const added = take(await client.call('evidence.add', { itemId: item, folder: null, upload, locator }));
    expect(added.result).toBe('verified');
    const slice = () => ({ arrayBuffer: () => Promise.reject(new Error('nothing is read')) });
    const large = { name: 'disk.img', size: STORED_BYTES_MAX + 1, slice };
    expect(await sendFile(large, options)).toMatchObject({ error: { code: 'file.too-large' } });
    const begun = { name: 'disk.img', bytes: STORED_BYTES_MAX + 1 };
    expect(await client.call('uploads.begin', begun)).toMatchObject({ error: { code: 'file.too-large' } });
  });

  it('is not evidence before all of it came, nor as code', async () => {
    const { client, item, store } = await start();
    const { uploadId } = take(await client.call('uploads.begin', { name: 'a.ts', bytes: 10 }));
    const asCode = { type: 'code', path: 'a.ts', revision: null } as const;
    const add = { itemId: item, folder: null, upload: uploadId };
    expect(await client.call('evidence.add', { ...add, locator: asCode })).toMatchObject({
      error: { code: 'evidence.bad-locator' },
    });
    const asFile = { type: 'artifact', file: 'a.ts' } as const;
    expect(await client.call('evidence.add', { ...add, locator: asFile })).toMatchObject({
      error: { code: 'upload.incomplete' },
    });
    expect(kept(store)).toEqual([]);
  });

  it('outlives its connection, and leaves nothing when its engine closes', async () => {
    const { client, transport, engine, store } = await start();
    const { uploadId } = take(await client.call('uploads.begin', { name: 'a.bin', bytes: 2 }));
    const piece = { uploadId, at: 0, base64: btoa('a'), digest: sha256(Buffer.from('a')) };
    take(await client.call('uploads.send', piece));
    client.close();
    const again = createClient(transport.dial(), { verify: true });
    expect(take(await again.call('uploads.send', piece))).toEqual({ received: 1 });
    expect(kept(store)).toEqual(['1.incoming']);
    await engine.close();
    expect(kept(store)).toEqual([]);
  });

  it('loses no order: a part that is damaged, from elsewhere or past its end is not taken', async () => {
    const { client } = await start();
    const { uploadId } = take(await client.call('uploads.begin', { name: 'a.bin', bytes: 2 }));
    const send = (at: number, text: string, digest = sha256(Buffer.from(text))) =>
      client.call('uploads.send', { uploadId, at, base64: btoa(text), digest });
    expect(await send(0, 'a', sha256(Buffer.from('b')))).toMatchObject({ error: { code: 'upload.damaged' } });
    expect(await send(1, 'b')).toMatchObject({ error: { code: 'upload.out-of-order' } });
    expect(await send(0, 'abc')).toMatchObject({ error: { code: 'upload.out-of-order' } });
    expect(await send(0, 'ab')).toMatchObject({ value: { received: 2 } });
  });

  it('is dropped when nothing comes of it any more', async () => {
    const folder = join(temporaryFolder(), 'evidence');
    const store = await openEvidenceStore({ folder, files: nodeFiles });
    const uploads = createUploads(store, entropy, 30);
    const { engine } = await start();
    const [actor] = (await engine.handlers.views['actors.list'].read({})).rows;
    if (actor === undefined) throw new Error('nobody is enrolled');
    const { uploadId } = take(await uploads.begin(actor.id, { name: 'a', bytes: 1 }));
    await expect.poll(() => kept(folder)).toEqual([]);
    expect(await uploads.keep(actor.id, uploadId)).toMatchObject({ error: { code: 'upload.not-found' } });
    await uploads.close();
  });
});
