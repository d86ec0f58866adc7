import { describe, expect, test } from 'vitest';
import { ok } from '../../../../core/kernel/result.ts';
import { verifySignatures } from '../../../../db/usecases/verify-signatures.ts';
import type { WorkspaceDb } from '../../../../db/workspace-db.ts';
import { keyChecks } from '../../../../node/secrets/ed25519.ts';
import { must } from '../open-workspace.ts';
import { signedWorkspace, threeBatches } from './signed-workspace.ts';

describe('verifying what is kept', () => {
  const sabotage = (db: WorkspaceDb, sql: string) =>
    must(
      db.write('full', (tx) => {
        tx.db.run(sql);
        return ok(null);
      }),
    );
  const verify = async (db: WorkspaceDb) => must(await verifySignatures(db, keyChecks));

  test('finds nothing wrong with a log and its batches', async () => {
    const ws = signedWorkspace();
    threeBatches(ws);
    expect(await verify(ws.db)).toEqual({ ops: 3, batches: 3, wrong: null });
  });

  test.each([
    [
      'a changed name',
      `UPDATE op SET patch = replace(patch, 'Ada', 'Eve') WHERE entity_kind = 'actor'`,
      /signature of op_.* is not that of ac_/,
    ],
    [
      'a signature taken off',
      `UPDATE op SET signature = NULL WHERE entity_kind = 'device'`,
      /nobody signed it/,
    ],
    ['a chain cut', 'DELETE FROM batch WHERE counter = 2', /batch 3 of de_desk comes after 1/],
    [
      'a batch signed by another',
      `UPDATE batch SET signature = 'AAAA' WHERE counter = 2`,
      /signature of batch 2 of de_desk/,
    ],
  ])('names %s', async (_what, sql, said) => {
    const ws = signedWorkspace();
    threeBatches(ws);
    sabotage(ws.db, sql);
    expect((await verify(ws.db)).wrong).toMatch(said);
  });
});
