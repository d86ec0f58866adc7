import {
  contentsNamed,
  observationsIn,
  readBatch,
  type SealedBatch,
  textsIn,
} from '../../../core/domain/sync/batch.ts';
import type { KeyChecks } from '../../../core/domain/sync/known-keys.ts';
import { accepted, type ParkedReason, setAside } from '../../../core/domain/sync/verdict.ts';
import { type BatchContext, type BatchVerdict, verifyBatch } from '../../../core/domain/sync/verify-batch.ts';
import { verifyOp } from '../../../core/domain/sync/verify-op.ts';
import type { DeviceId, TrackerId } from '../../../core/kernel/ids.ts';
import { fail, ok, type Result } from '../../../core/kernel/result.ts';
import { contentHash, putContent } from '../../contents/content-store.ts';
import { noWorkspace } from '../../failures.ts';
import type { Reader } from '../../handle.ts';
import { enrolledKeys } from '../../readers/enrolled-keys.ts';
import {
  type BatchKey,
  batchHash,
  countOtherParkedBatches,
  type KeptBatch,
  lastAccepted,
  parkedAt,
  parkedBatches,
  parkedForKeys,
  putBatch,
  readParkedBatch,
  trimRefusedBatches,
} from '../../tables/batch.ts';
import { readWorkspace } from '../../tables/workspace.ts';
import type { WorkspaceDb } from '../../workspace-db.ts';
import { hashOf } from '../seal/seal-batches.ts';
import type { ReceiveCheck, Received } from './ingestion.ts';
import { receiveObservations, receiveOps, receiveRevisions, retryParked } from './receive.ts';

/** Batches of devices known here that may wait at a time, with the contents that came beside them. */
const MAX_PARKED_BATCHES = 1_000;
/** Of devices that nobody vouched for, and of newer versions: nothing proves who wrote them. */
const MAX_STRANGE_BATCHES = 100;
/** Of one of these, with its contents; as text, since what is kept packed may unfold to any length. */
const MAX_STRANGE_BYTES = 2 * 1024 * 1024;
const STRANGE: readonly string[] = ['device.unknown', 'batch.newer'] satisfies ParkedReason[];
/** Refused batches kept for a person to see, each up to this length. */
const MAX_REFUSED_BATCHES = 1_000;
const REFUSED_CHARACTERS = 64 * 1024;

export interface ReceivedBatch {
  readonly outcome: BatchVerdict['kind'];
  /** Trackers that have new revisions. */
  readonly trackers: ReadonlySet<TrackerId>;
}

/**
 * Applies one batch, and after it those that were parked and can be accepted now. A batch counts as accepted only when
 * everything in it is applied or waits by itself, so a kill at any point means that it is delivered again.
 */
export function receiveBatch(
  db: WorkspaceDb,
  sealed: SealedBatch,
  contents: readonly Uint8Array[],
  checks: KeyChecks,
): Result<ReceivedBatch> {
  const trackers = new Set<TrackerId>();
  const ingested = ingestBatch(db, sealed, contents, checks, trackers);
  if (!ingested.ok) return ingested;
  const parked = ingestParked(db, followersOf(db.read, ingested.value), checks, trackers);
  return parked.ok ? ok({ outcome: ingested.value.verdict.kind, trackers }) : parked;
}

/** Tries again all that waits, at a start: an upgrade may know what the version before did not. */
export function receiveWaiting(db: WorkspaceDb, checks: KeyChecks): Result<Received> {
  const trackers = new Set<TrackerId>();
  const batches = ingestParked(db, parkedBatches(db.read), checks, trackers);
  if (!batches.ok) return batches;
  const entries = retryParked(db, receiveCheck(db.read, checks, null));
  if (!entries.ok) return entries;
  return ok({ ...entries.value, trackers: [...new Set([...trackers, ...entries.value.trackers])] });
}

interface Ingested {
  readonly verdict: BatchVerdict;
  readonly keys: boolean;
}

/** Each that is accepted may be what others wait for. */
function ingestParked(
  db: WorkspaceDb,
  waiting: readonly BatchKey[],
  checks: KeyChecks,
  trackers: Set<TrackerId>,
): Result<null> {
  const queue = [...waiting];
  for (let key = queue.shift(); key !== undefined; key = queue.shift()) {
    const batch = readParkedBatch(db.read, key);
    if (batch === null) continue;
    const { body, signature } = batch;
    const again = ingestBatch(db, { body, signature }, [], checks, trackers);
    if (!again.ok) return again;
    queue.push(...followersOf(db.read, again.value));
  }
  return ok(null);
}

/** What waits for this batch: the next of its device, and where it brought keys those that these may prove. */
function followersOf(read: Reader, { verdict, keys }: Ingested): BatchKey[] {
  if (verdict.kind !== 'accepted') return [];
  const { device, counter } = verdict.batch;
  return [...parkedAt(read, device, counter + 1), ...(keys ? parkedForKeys(read) : [])];
}

/** Ops are judged by their actors' signatures, notes by who hands them on: a device its own. Null: nothing new comes. */
function receiveCheck(read: Reader, checks: KeyChecks, sender: DeviceId | null): ReceiveCheck {
  const known = enrolledKeys(read);
  return {
    op: (op) => verifyOp(op, known, checks),
    note: (writer) =>
      writer === sender
        ? accepted
        : setAside('note.foreign', `${sender ?? 'nobody'} handed on a note of ${writer}`),
  };
}

/** What batches of this workspace are judged by. */
export function batchContext(read: Reader, workspace: string, checks: KeyChecks): BatchContext {
  return {
    workspace,
    known: enrolledKeys(read),
    checks,
    hash: hashOf,
    chainOf: (device) => ({
      hashAt: (counter) => batchHash(read, device, counter),
      tip: lastAccepted(read, device)?.counter ?? 0,
    }),
  };
}

function ingestBatch(
  db: WorkspaceDb,
  sealed: SealedBatch,
  contents: readonly Uint8Array[],
  checks: KeyChecks,
  trackers: Set<TrackerId>,
): Result<Ingested> {
  const workspace = readWorkspace(db.read);
  if (workspace === null) return noWorkspace();
  const verdict = verifyBatch(sealed, batchContext(db.read, workspace.id, checks));
  if (verdict.kind === 'repeated') {
    // What it says is applied or waits; the contents may be what it waits for.
    const texts = receiveRevisions(
      db,
      { revisions: [], notes: [], contents },
      receiveCheck(db.read, checks, null),
    );
    if (!texts.ok) return texts;
    for (const id of texts.value.trackers) trackers.add(id);
    return ok({ verdict, keys: false });
  }
  let keys = false;
  const kept = keptAs(sealed, verdict);
  if (verdict.kind !== 'set-aside') {
    const stored = storeNamed(db, kept, contents);
    if (!stored.ok) return stored;
  }
  if (verdict.kind === 'accepted') {
    const { batch } = verdict;
    const check = receiveCheck(db.read, checks, batch.device);
    const ops = receiveOps(db, batch.ops, check);
    if (!ops.ok) return ops;
    const texts = receiveRevisions(db, { ...textsIn(batch), contents }, check);
    if (!texts.ok) return texts;
    const verified = receiveObservations(db, observationsIn(batch), check);
    if (!verified.ok) return verified;
    for (const id of [...ops.value.trackers, ...texts.value.trackers]) trackers.add(id);
    keys = ops.value.keys || texts.value.keys;
  }
  const written = db.write('full', (tx) => {
    putBatch(tx.db, kept, tx.now);
    if (kept.state === 'set-aside') trimRefusedBatches(tx.db, MAX_REFUSED_BATCHES);
    return ok(null);
  });
  return written.ok ? ok({ verdict, keys }) : written;
}

/**
 * Contents come beside their batch once. They are kept while the batch waits, and with what this version can't read in it,
 * because nobody sends them again.
 */
function storeNamed(db: WorkspaceDb, kept: KeptBatch, contents: readonly Uint8Array[]): Result<null> {
  const named = new Set(contentsNamed(kept.body));
  const needed = contents.filter((bytes) => named.has(contentHash(bytes)));
  const room = kept.state === 'parked' ? roomFor(db.read, kept, needed) : ok(null);
  if (!room.ok || needed.length === 0) return room;
  return db.write('full', (tx) => {
    for (const bytes of needed) putContent(tx.db, bytes);
    return ok(null);
  });
}

function roomFor(read: Reader, kept: KeptBatch, contents: readonly Uint8Array[]): Result<null> {
  const isStrange = STRANGE.includes(kept.reason ?? '');
  const limit = isStrange ? MAX_STRANGE_BATCHES : MAX_PARKED_BATCHES;
  const known = isStrange ? STRANGE : ['batch.gap'];
  if (countOtherParkedBatches(read, kept, known) >= limit) {
    return fail(
      'receive.full',
      `${limit} batches from ${isStrange ? 'devices that are not known here' : 'other devices'} wait for something that is not here. This one was not kept and has to be sent again; the diagnostics say what is waited for.`,
      { limit },
      true,
    );
  }
  const bytes = contents.reduce((sum, { length }) => sum + length, kept.body.length);
  return !isStrange || bytes <= MAX_STRANGE_BYTES
    ? ok(null)
    : fail(
        'receive.full',
        'This batch is from a device that is not known here, and too long to wait until it is. It was not kept and has to be sent again once an actor has vouched for the device.',
        { bytes, limit: MAX_STRANGE_BYTES },
        true,
      );
}

function keptAs(sealed: SealedBatch, verdict: Exclude<BatchVerdict, { kind: 'repeated' }>): KeptBatch {
  const read = readBatch(sealed.body);
  const refused = verdict.kind === 'accepted' ? null : verdict;
  return {
    body: verdict.kind === 'set-aside' ? sealed.body.slice(0, REFUSED_CHARACTERS) : sealed.body,
    signature: sealed.signature.slice(0, REFUSED_CHARACTERS),
    hash: hashOf(sealed.body),
    deviceId: read.ok ? read.value.device : null,
    counter: read.ok ? read.value.counter : null,
    state: verdict.kind,
    reason: refused?.reason ?? null,
    detail: refused?.detail ?? null,
  };
}
