import type { Reader, Writer } from '../../handle.ts';

export interface OutlineRecord {
  readonly outline: string;
  readonly diagrams: string;
}

export function putOutline(db: Writer, trackerId: string, row: OutlineRecord): void {
  db.run(
    `INSERT INTO tracker_outline (tracker_id, outline, diagrams) VALUES (?, ?, ?)
     ON CONFLICT DO UPDATE SET outline = excluded.outline, diagrams = excluded.diagrams
     WHERE outline <> excluded.outline OR diagrams <> excluded.diagrams`,
    trackerId,
    row.outline,
    row.diagrams,
  );
}

export function readOutline(db: Reader, trackerId: string): OutlineRecord | null {
  return db.get<OutlineRecord>(
    'SELECT outline, diagrams FROM tracker_outline WHERE tracker_id = ?',
    trackerId,
  );
}
