import type { TrackerId } from '../../../core/kernel/ids.ts';
import type { Reader, Writer } from '../../handle.ts';

export interface SectionRecord {
  readonly ordinal: number;
  readonly path: string;
  readonly title: string;
  readonly level: number;
  readonly line: number;
  readonly role: string | null;
  /** The section's own text without its items, for search. */
  readonly prose: string;
}

export function readSections(db: Reader, trackerId: TrackerId): SectionRecord[] {
  return db.all<SectionRecord>(
    'SELECT ordinal, path, title, level, line, role, prose FROM section WHERE tracker_id = ? ORDER BY ordinal',
    trackerId,
  );
}

export function putSection(db: Writer, trackerId: TrackerId, row: SectionRecord): void {
  db.run(
    `INSERT INTO section (tracker_id, ordinal, path, title, level, line, role, prose)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET path = excluded.path, title = excluded.title, level = excluded.level,
       line = excluded.line, role = excluded.role, prose = excluded.prose`,
    trackerId,
    row.ordinal,
    row.path,
    row.title,
    row.level,
    row.line,
    row.role,
    row.prose,
  );
}

export function deleteSectionsFrom(db: Writer, trackerId: TrackerId, ordinal: number): void {
  db.run('DELETE FROM section WHERE tracker_id = ? AND ordinal >= ?', trackerId, ordinal);
}
