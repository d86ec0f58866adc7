import type { Result } from '../../../../core/kernel/result.ts';
import { knownFailure } from '../../../../db/failures.ts';
import type { WorkspaceDb } from '../../../../db/workspace-db.ts';

/** Where a damaged text is a state of one tracker: the failure that was thrown, as a value. */
export async function orKnownFailure<Value>(
  db: WorkspaceDb,
  work: () => Promise<Result<Value>>,
): Promise<Result<Value>> {
  try {
    return await work();
  } catch (error) {
    const known = knownFailure(error, db.file);
    if (known === null) throw error;
    return known;
  }
}
