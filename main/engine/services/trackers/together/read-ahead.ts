import type { Reading } from '../../../../../core/domain/trackers/history/revision-record.ts';
import type { Result } from '../../../../../core/kernel/result.ts';
import { getContent } from '../../../../../db/contents/content-store.ts';
import {
  draftAhead,
  type RecordedRevision,
  type RevisionInput,
  recordRevision,
} from '../../../../../db/usecases/revisions.ts';
import type { WorkspaceDb } from '../../../../../db/workspace-db.ts';
import { inSteps, yieldToEventLoop } from '../../in-steps.ts';

/** Reads a text while others go on, so that what follows has its reading at hand. A lost text is left to what follows. */
export async function readAhead(
  db: WorkspaceDb,
  reading: Reading,
  hash: string,
  bytes: Uint8Array | null = null,
): Promise<void> {
  await inSteps(db.documents.readInSteps(hash, () => bytes ?? getContent(db.read, hash), reading));
}

/** Records a text that may be long: its items are named before the transaction, with a pause for others between. */
export async function recordAhead(db: WorkspaceDb, input: RevisionInput): Promise<Result<RecordedRevision>> {
  await yieldToEventLoop();
  const ahead = draftAhead(db, input);
  await yieldToEventLoop();
  return recordRevision(db, input, ahead);
}
