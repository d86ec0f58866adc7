import { fail, ok, type Result } from '../../core/kernel/result.ts';
import { putLayout } from '../tables/layout.ts';
import type { WorkspaceDb } from '../workspace-db.ts';

const LAYOUT_LIMIT = 64 * 1024;

/** Appearance and layout of this device: no op, never synced. */
export function setLayout(db: WorkspaceDb, key: string, value: unknown): Result<null> {
  const text = JSON.stringify({ v: 1, d: value ?? null });
  if (text.length > LAYOUT_LIMIT) {
    return fail(
      'layout.too-large',
      `This layout is larger than ${LAYOUT_LIMIT / 1024} kB and was not kept; the one before stays.`,
      { key, size: text.length },
    );
  }
  return db.write('normal', (tx) => {
    putLayout(tx.db, key, text, tx.now);
    tx.changes.touch('layout');
    return ok(null);
  });
}
