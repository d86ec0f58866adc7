import type { TrackerId } from '../../../core/kernel/ids.ts';
import type { Reader, Writer } from '../../handle.ts';

export interface LogEntryRecord {
  readonly ordinal: number;
  readonly date: string | null;
  readonly text: string;
  readonly line: number;
}

export function readLogEntries(db: Reader, trackerId: TrackerId): LogEntryRecord[] {
  return db.all<LogEntryRecord>(
    'SELECT ordinal, date, text, line FROM log_entry WHERE tracker_id = ? ORDER BY ordinal',
    trackerId,
  );
}

export function putLogEntry(db: Writer, trackerId: TrackerId, row: LogEntryRecord): void {
  db.run(
    `INSERT INTO log_entry (tracker_id, ordinal, date, text, line) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET date = excluded.date, text = excluded.text, line = excluded.line`,
    trackerId,
    row.ordinal,
    row.date,
    row.text,
    row.line,
  );
}

export function deleteLogEntriesFrom(db: Writer, trackerId: TrackerId, ordinal: number): void {
  db.run('DELETE FROM log_entry WHERE tracker_id = ? AND ordinal >= ?', trackerId, ordinal);
}
