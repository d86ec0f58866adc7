import type { Result } from '../../../core/kernel/result.ts';
import { ok } from '../../../core/kernel/result.ts';
import { contentHash, putContent } from '../../contents/content-store.ts';
import { revisionJson } from '../../json-columns.ts';
import { allParked, isAwaited, parkedBecause } from '../../tables/parked.ts';
import type { WorkspaceDb } from '../../workspace-db.ts';
import { ingestObservation } from './ingest-observation.ts';
import { ingestOp } from './ingest-op.ts';
import { ingestNote, ingestRevision, RevisionEnvelope } from './ingest-revision.ts';
import { Ingestion, type ReceiveCheck, type Received } from './ingestion.ts';

/** Applies decisions made elsewhere: in any order, as often as they come. */
export function receiveOps(db: WorkspaceDb, ops: readonly unknown[], check: ReceiveCheck): Result<Received> {
  return receive(db, check, (ingestion) => {
    for (const op of ops) ingestion.ingest('op', op);
  });
}

export interface ReceivedTexts {
  readonly revisions: readonly unknown[];
  readonly notes: readonly unknown[];
  /** The bytes of the revisions, or of some of them. */
  readonly contents: readonly Uint8Array[];
}

/** Applies texts made elsewhere: in any order, as often as they come. */
export function receiveRevisions(
  db: WorkspaceDb,
  texts: ReceivedTexts,
  check: ReceiveCheck,
): Result<Received> {
  return receive(db, check, (ingestion) => {
    storeContents(ingestion, texts);
    for (const note of texts.notes) ingestion.ingest('note', note);
    for (const revision of texts.revisions) ingestion.ingest('revision', revision);
  });
}

/** Takes in what other devices found of evidence and gates: in any order, as often as it comes. */
export function receiveObservations(
  db: WorkspaceDb,
  observations: readonly unknown[],
  check: ReceiveCheck,
): Result<Received> {
  return receive(db, check, (ingestion) => {
    for (const one of observations) ingestion.ingest('verification', one);
  });
}

/** Tries again all that waits, whatever for: a start is the first chance after an upgrade. */
export function retryParked(db: WorkspaceDb, check: ReceiveCheck): Result<Received> {
  return write(db, check, (ingestion) => ingestion.retry(allParked(ingestion.tx.db)));
}

/** What waits for something by name is tried again when that arrives; a clock only passes. */
function receive(
  db: WorkspaceDb,
  check: ReceiveCheck,
  body: (ingestion: Ingestion) => void,
): Result<Received> {
  return write(db, check, (ingestion) => {
    body(ingestion);
    ingestion.retry(parkedBecause(ingestion.tx.db, 'clock.ahead'));
  });
}

function write(db: WorkspaceDb, check: ReceiveCheck, body: (ingestion: Ingestion) => void): Result<Received> {
  return db.write(
    'full',
    (tx) => {
      const ingestion = new Ingestion(tx, {
        op: ingestOp(check),
        revision: ingestRevision,
        note: ingestNote(check),
        verification: ingestObservation(check),
      });
      body(ingestion);
      return ok(ingestion.end());
    },
    'received',
  );
}

/** Bytes that no revision needs are not kept. */
function storeContents(ingestion: Ingestion, { revisions, contents }: ReceivedTexts): void {
  const { db } = ingestion.tx;
  const needed = new Set<string>();
  for (const revision of revisions) {
    const envelope = RevisionEnvelope.safeParse(revision);
    const record = envelope.success ? revisionJson.read(envelope.data.payload) : null;
    if (record?.ok === true) needed.add(record.value.content);
  }
  for (const bytes of contents) {
    const hash = contentHash(bytes);
    if (!needed.has(hash) && !isAwaited(db, hash)) continue;
    putContent(db, bytes);
    ingestion.arrived(hash);
  }
}
