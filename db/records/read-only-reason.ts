import type { Reader } from '../handle.ts';

/** Why nothing in a tracker's text can be edited, whoever may write its file; null where it can. */
export function readOnlyReason(db: Reader, trackerId: string): string | null {
  const row = db.get<{ reason: string | null }>(
    "SELECT outline ->> '$.d.readOnly.reason' AS reason FROM tracker_outline WHERE tracker_id = ?",
    trackerId,
  );
  return row?.reason ?? null;
}
