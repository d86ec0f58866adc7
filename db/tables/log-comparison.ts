import type { Reader, Writer } from '../handle.ts';

export interface LogComparison {
  readonly at: number;
  /** The rows agreed with what the logs make. */
  readonly same: 0 | 1;
}

export function putLogComparison(db: Writer, { at, same }: LogComparison): void {
  db.run(
    `INSERT INTO log_comparison (one, at, same) VALUES (1, ?, ?)
     ON CONFLICT DO UPDATE SET at = excluded.at, same = excluded.same`,
    at,
    same,
  );
}

export function readLogComparison(db: Reader): LogComparison | null {
  return db.get<LogComparison>('SELECT at, same FROM log_comparison WHERE one = 1');
}
