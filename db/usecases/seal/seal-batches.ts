import { type Batch, batchBody, eventEntry, opEntry } from '../../../core/domain/sync/batch.ts';
import { NOTE_SOURCE, noteNamed, REVISION_SOURCE } from '../../../core/domain/sync/text-events.ts';
import type { DeviceId } from '../../../core/kernel/ids.ts';
import { fail, ok, type Result } from '../../../core/kernel/result.ts';
import { contentHash } from '../../contents/content-store.ts';
import { noWorkspace } from '../../failures.ts';
import type { Reader } from '../../handle.ts';
import { revisionJson } from '../../json-columns.ts';
import { readDevice } from '../../records/device.ts';
import { lastAccepted, putBatch } from '../../tables/batch.ts';
import { readCursor, writeCursor } from '../../tables/cursor.ts';
import type { EventRow } from '../../tables/event.ts';
import { envelopeOf } from '../../tables/op.ts';
import {
  observedToSeal,
  opsLeftOut,
  opsToSeal,
  revisionEvent,
  setOpsLeftOut,
} from '../../tables/unsealed.ts';
import { readWorkspace } from '../../tables/workspace.ts';
import type { WorkspaceDb } from '../../workspace-db.ts';
import { noteAgain } from './note-again.ts';

/** Rows of a log in one batch; more make several. */
export const ROWS_PER_BATCH = 500;
/** Moving the cursor over rows that concern no batch is worth a write from here on. */
const WORTH_NOTING = 10_000;

export interface DeviceSigner {
  /** Of the device that writes here. */
  readonly signingKey: string;
  readonly sign: (text: string) => string;
}

/** Puts what this device wrote since its last batch into signed batches, each chained to the one before. */
export function sealBatches(db: WorkspaceDb, signer: DeviceSigner): Result<{ readonly sealed: number }> {
  const workspace = readWorkspace(db.read);
  if (workspace === null) return noWorkspace();
  const { id, deviceId } = workspace;
  if (readDevice(db.read, deviceId)?.signingKey !== signer.signingKey) {
    return fail(
      'device.not-enrolled',
      'No actor has vouched for the key of this device yet, so others could not trust what it signs. Unlock an actor, then try again.',
      { deviceId },
    );
  }
  const noted = noteAgain(db, deviceId);
  if (!noted.ok) return noted;
  for (let sealed = 0; ; sealed += 1) {
    const drafted = nextDraft(db.read, id, deviceId, db.clockState.seq);
    if (!drafted.ok) return drafted;
    const draft = drafted.value;
    if (draft.batch === null && draft.upTo - draft.after < WORTH_NOTING) return ok({ sealed });
    const written = db.write('full', (tx) => {
      const { batch } = draft;
      if (batch !== null) {
        const body = batchBody(batch);
        const kept = {
          body,
          signature: signer.sign(body),
          hash: hashOf(body),
          deviceId,
          counter: batch.counter,
        };
        putBatch(tx.db, { ...kept, state: 'accepted', reason: null, detail: null }, tx.now);
        setOpsLeftOut(tx.db, draft.leftOut);
      }
      writeCursor(tx.db, cursorOf(deviceId), String(draft.upTo), tx.now);
      return ok(null);
    });
    if (!written.ok) return written;
    if (draft.batch === null) return ok({ sealed });
  }
}

export function hashOf(body: string): string {
  return contentHash(Buffer.from(body, 'utf8'));
}

interface Draft {
  readonly batch: Batch | null;
  /** Ops whose edit is still on its way to a file. */
  readonly leftOut: readonly number[];
  readonly after: number;
  readonly upTo: number;
}

function nextDraft(read: Reader, workspace: string, device: DeviceId, lastSeq: number): Result<Draft> {
  const after = Number(readCursor(read, cursorOf(device)) ?? 0);
  const found = opsToSeal(read, device, after, ROWS_PER_BATCH);
  const observed = observedToSeal(read, device, after, ROWS_PER_BATCH);
  const ends = [found, observed]
    .filter((rows) => rows.length === ROWS_PER_BATCH)
    .map((rows) => rows.at(-1)?.seq ?? lastSeq);
  const upTo = Math.min(lastSeq, ...ends);
  const candidates = [...opsLeftOut(read), ...found.filter(({ seq }) => seq <= upTo)];
  const ops = candidates.filter(({ waits }) => waits === 0);
  const leftOut = candidates.filter(({ waits }) => waits === 1).map(({ seq }) => seq);
  const events = withRevisions(
    read,
    observed.filter(({ seq }) => seq <= upTo),
  );
  if (ops.length === 0 && events.length === 0) {
    // What waits must not be skipped: the cursor stays before it until something can be sealed.
    const first = leftOut.find((seq) => seq > after);
    return ok({ batch: null, leftOut, after, upTo: first === undefined ? upTo : after });
  }
  const entries: Batch['ops'] = [];
  for (const row of ops) {
    const op = envelopeOf(row);
    if (!op.ok) return op;
    entries.push(opEntry(op.value));
  }
  const last = lastAccepted(read, device);
  const batch: Batch = {
    version: 1,
    workspace,
    device,
    counter: (last?.counter ?? 0) + 1,
    previous: last?.hash ?? null,
    ops: entries,
    events: events.map((row) => eventEntry(row)),
    contents: [...new Set(events.flatMap(contentIn))].toSorted(),
  };
  return ok({ batch, leftOut, after, upTo });
}

/** A note and the revision it is about travel together. */
function withRevisions(read: Reader, observed: readonly EventRow[]): EventRow[] {
  const rows = new Map<number, EventRow>();
  for (const row of observed) {
    const revision =
      row.source === NOTE_SOURCE ? revisionEvent(read, noteNamed(row.sourceId).revision) : null;
    if (revision !== null) rows.set(revision.seq, revision);
    rows.set(row.seq, row);
  }
  return [...rows.values()].toSorted((a, b) => a.seq - b.seq);
}

function contentIn({ source, payload }: EventRow): string[] {
  const revision = source === REVISION_SOURCE ? revisionJson.read(payload) : null;
  return revision?.ok === true ? [revision.value.content] : [];
}

function cursorOf(device: DeviceId): string {
  return `batch:${device}`;
}
