import { inflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { type Batch, batchBody, type SealedBatch } from '../../../../core/domain/sync/batch.ts';
import { packHlc } from '../../../../core/kernel/hlc.ts';
import { DeviceId } from '../../../../core/kernel/ids.ts';
import { contentHash, getContent } from '../../../../db/contents/content-store.ts';
import { receiveOps } from '../../../../db/usecases/receive/receive.ts';
import { receiveBatch } from '../../../../db/usecases/receive/receive-batch.ts';
import type { WorkspaceDb } from '../../../../db/workspace-db.ts';
import { keyChecks } from '../../../../node/secrets/ed25519.ts';
import { must } from '../open-workspace.ts';
import { TRUSTS_ALL } from './devices.ts';
import { countersIn, peerOf, signedWorkspace, threeBatches } from './signed-workspace.ts';

describe('batches of devices nobody vouched for', () => {
  const strange = (n: number, more: Partial<Batch> = {}): SealedBatch => {
    const from = DeviceId.parse(`de_u${n}`);
    const nothing = { ops: [], events: [], contents: [] };
    const body = { version: 1 as const, workspace: '', device: from, counter: 1, previous: null, ...nothing };
    return { body: batchBody({ ...body, ...more }), signature: 'AAAA' };
  };
  const take = (peer: WorkspaceDb, sealed: SealedBatch, contents: readonly Uint8Array[] = []) => {
    const received = receiveBatch(peer, sealed, contents, keyChecks);
    return received.ok ? received.value.outcome : received.error.code;
  };

  test('are kept up to a number and a length of their own, and take no room from the others', () => {
    const ws = signedWorkspace();
    const [first, second] = threeBatches(ws);
    if (first === undefined || second === undefined) throw new Error('nothing sealed');
    const peer = peerOf(ws);
    const workspace = ws.workspaceId;
    const long = strange(0, { workspace, contents: ['a'.repeat(3_000_000)] });
    expect(take(peer, long)).toBe('receive.full');
    const bytes = new Uint8Array(3_000_000);
    const heavy = strange(0, { workspace, contents: [contentHash(bytes)] });
    expect(take(peer, heavy, [bytes])).toBe('receive.full');
    expect(getContent(peer.read, contentHash(bytes))).toBeNull();
    const outcomes = Array.from({ length: 130 }, (_, n) => take(peer, strange(n, { workspace })));
    expect(outcomes.filter((outcome) => outcome === 'parked')).toHaveLength(100);
    expect(outcomes.at(-1)).toBe('receive.full');
    expect(take(peer, second)).toBe('receive.full');
    expect(take(peer, first)).toBe('accepted');
    expect(take(peer, second)).toBe('accepted');
  });

  test('are tried again only when keys came that may prove them', () => {
    const ws = signedWorkspace();
    const batches = threeBatches(ws);
    const peer = peerOf(ws);
    const enrols = (n: number) => ({
      id: `op_u${n}`,
      hlc: packHlc({ millis: ws.clock.now(), counter: n }, DeviceId.parse(`de_u${n}`)),
      device: `de_u${n}`,
      actor: ws.actorId,
      correlation: 'c',
      entity: { kind: 'device', id: `de_u${n}` },
      patch: { signingKey: { value: 'key' } },
      signature: 'AAAA',
    });
    const workspace = ws.workspaceId;
    for (let n = 0; n < 20; n += 1) take(peer, strange(n, { workspace, ops: [enrols(n)] }));
    const tried: string[] = [];
    const counting = {
      ...keyChecks,
      verify: (key: string, text: string, signature: string) => {
        tried.push(text);
        return keyChecks.verify(key, text, signature);
      },
    };
    for (const sealed of batches) must(receiveBatch(peer, sealed, [], counting));
    expect(countersIn(peer)).toEqual([1, 2, 3]);
    expect(peer.read.value("SELECT count(*) FROM batch WHERE state = 'parked'")).toBe(20);
    // Once each, after the first, which enrols a device; the two behind it bring no keys.
    expect(tried.filter((text) => text.includes('op_u'))).toHaveLength(20);
  });
});

test('of a refused batch and of an entry set aside only the beginning is kept', () => {
  const ws = signedWorkspace();
  const peer = peerOf(ws);
  must(receiveBatch(peer, { body: `{"a":"${'b'.repeat(500_000)}"}`, signature: 'AAAA' }, [], keyChecks));
  const kept = peer.read.value<Uint8Array>("SELECT body FROM batch WHERE reason = 'batch.broken'");
  expect(inflateRawSync(kept ?? new Uint8Array()).length).toBe(65_536);
  must(receiveOps(peer, [{ id: 'op_long', text: 'b'.repeat(500_000) }], TRUSTS_ALL));
  expect(peer.read.value<number>('SELECT octet_length(envelope) FROM parked')).toBeLessThan(20_000);
});
