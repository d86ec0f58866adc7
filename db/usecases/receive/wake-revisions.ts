import type { RevisionId } from '../../../core/kernel/ids.ts';
import { parkedTexts } from '../../tables/parked.ts';
import type { Transaction } from '../../transaction.ts';
import { ingestRevision } from './ingest-revision.ts';
import { Ingestion } from './ingestion.ts';

/**
 * A revision that was made here may be what received ones wait for, or one of them itself: two devices make the same of the
 * same heads.
 */
export function wakeRevisions(
  tx: Transaction,
  made: { readonly id: RevisionId; readonly content: string },
): void {
  const waiting = parkedTexts(tx.db, made);
  if (waiting.length === 0) return;
  const ingestion = new Ingestion(tx, { revision: ingestRevision });
  ingestion.retry(waiting);
  ingestion.end();
}
