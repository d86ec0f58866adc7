import type { VerificationReport } from '../../core/domain/fleet/verification.ts';
import type { Reader, Writer } from '../handle.ts';

/** One verification run in figures; the whole report stands in the event `seq`. */
export interface ReportRecord {
  readonly taskSeq: number;
  readonly generation: number;
  readonly run: number;
  readonly seq: number;
  readonly status: VerificationReport['status'];
  readonly passed: number;
  readonly checks: number;
}

/** The first report of a run stands. */
export function insertReport(db: Writer, row: ReportRecord): void {
  db.run(
    `INSERT INTO report (task_seq, generation, run, seq, status, passed, checks) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT DO NOTHING`,
    row.taskSeq,
    row.generation,
    row.run,
    row.seq,
    row.status,
    row.passed,
    row.checks,
  );
}

/** In the order of attempts and runs. */
export function readReports(db: Reader, taskSeq: number): ReportRecord[] {
  return db.all<ReportRecord>(
    `SELECT task_seq AS taskSeq, generation, run, seq, status, passed, checks FROM report WHERE task_seq = ?
     ORDER BY generation, run`,
    taskSeq,
  );
}

export function deleteReportsOf(db: Writer, taskSeq: number): void {
  db.run('DELETE FROM report WHERE task_seq = ?', taskSeq);
}
