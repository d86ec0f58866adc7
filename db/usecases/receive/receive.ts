import { fail, ok, type Result } from '../../../core/kernel/result.ts';
import { contentHash, putContent } from '../../content-store.ts';
import { revisionJson } from '../../json-columns.ts';
import { countParked, isAwaited } from '../../tables/parked.ts';
import type { Transaction } from '../../transaction.ts';
import type { WorkspaceDb } from '../../workspace-db.ts';
import { Receipt, type ReceiveCheck, type Received } from './receipt.ts';
import { takeOp } from './take-op.ts';
import { RevisionEnvelope, takeNote, takeRevision } from './take-revision.ts';

/** Kept of what waits or is set aside; beyond it nothing more is taken in until somebody looks. */
const MOST_PARKED = 100_000;

const NOTHING: Received = { applied: 0, repeated: 0, parked: 0, setAside: 0, trackers: [] };
const TAKES = { op: takeOp, revision: takeRevision, note: takeNote };

/** Takes in decisions made elsewhere: in any order, as often as they come. */
export function receiveOps(db: WorkspaceDb, ops: readonly unknown[], check: ReceiveCheck): Result<Received> {
  return receive(db, check, (receipt) => {
    for (const op of ops) receipt.take('op', op);
  });
}

export interface ReceivedTexts {
  readonly revisions: readonly unknown[];
  readonly notes: readonly unknown[];
  /** The bytes of the revisions, or of some of them. */
  readonly contents: readonly Uint8Array[];
}

/** Takes in texts made elsewhere: in any order, as often as they come. */
export function receiveRevisions(
  db: WorkspaceDb,
  texts: ReceivedTexts,
  check: ReceiveCheck,
): Result<Received> {
  return receive(db, check, (receipt) => {
    storeContents(receipt.tx, texts, receipt);
    for (const note of texts.notes) receipt.take('note', note);
    for (const revision of texts.revisions) receipt.take('revision', revision);
  });
}

/** Tries again everything that waits: after an upgrade also what that version did not know. */
export function retryParked(db: WorkspaceDb, check: ReceiveCheck): Result<Received> {
  if (countParked(db.read) === 0) return ok(NOTHING);
  return db.write(
    'full',
    (tx) => {
      const receipt = new Receipt(tx, check, TAKES);
      receipt.tryAgain(true);
      return ok(receipt.end());
    },
    'received',
  );
}

function receive(db: WorkspaceDb, check: ReceiveCheck, body: (receipt: Receipt) => void): Result<Received> {
  return db.write(
    'full',
    (tx) => {
      if (countParked(tx.db) > MOST_PARKED) {
        return fail(
          'receive.full',
          `More than ${MOST_PARKED} entries from other devices wait or were set aside. Nothing more was taken in; see the diagnostics for why they could not be.`,
          { limit: MOST_PARKED },
        );
      }
      const receipt = new Receipt(tx, check, TAKES);
      body(receipt);
      receipt.tryAgain(false);
      return ok(receipt.end());
    },
    'received',
  );
}

/** Bytes that no revision needs are not kept. */
function storeContents(tx: Transaction, texts: ReceivedTexts, receipt: Receipt): void {
  const needed = new Set<string>();
  for (const revision of texts.revisions) {
    const envelope = RevisionEnvelope.safeParse(revision);
    const record = envelope.success ? revisionJson.read(envelope.data.payload) : null;
    if (record?.ok === true) needed.add(record.value.content);
  }
  for (const bytes of texts.contents) {
    const hash = contentHash(bytes);
    if (!needed.has(hash) && !isAwaited(tx.db, hash)) continue;
    putContent(tx.db, bytes);
    receipt.came(hash);
  }
}
