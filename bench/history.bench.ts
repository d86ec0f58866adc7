import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { HubId } from '../core/kernel/ids.ts';
import { openWritable } from '../db/connection.ts';
import { openWorkspaceDatabase } from '../db/open.ts';
import { ingestFleetEvents } from '../db/usecases/fleet/fleet-events.ts';
import { verifyProjections } from '../db/usecases/rebuild.ts';
import type { WorkspaceDb } from '../db/workspace-db.ts';
import { fleetHistory } from '../tests/support/fleet/fleet-history.ts';
import { type Bench, median } from './measure.ts';

const events = 1_000_000;
const atOnce = 500;
const rounds = 5;
/** Ours replays, projects and compares; the baseline only copies the same rows, so a multiple of it is allowed. */
const multiple = 4;

function fill(db: WorkspaceDb): void {
  const history = fleetHistory({ seed: 43, agents: 100, tasks: 75_000, progress: 10 });
  if (history.length < events) throw new Error(`the history has ${history.length} events only`);
  for (let at = 0; at < events; at += atOnce) {
    const batch = history
      .slice(at, Math.min(at + atOnce, events))
      .map((event, n) => ({ sourceId: String(at + n), event }));
    const written = ingestFleetEvents(db, HubId.parse('hu_bench'), batch, 'normal');
    if (!written.ok) throw new Error(written.error.message);
  }
}

/** Milliseconds to copy the log's rows one by one into an empty table of the same columns. */
function copyLog(from: string, to: string): number {
  const source = new Database(from, { readonly: true });
  const target = openWritable(to);
  target.pragma('journal_mode = OFF');
  target.pragma('synchronous = OFF');
  target.exec(`CREATE TABLE raw (seq INTEGER PRIMARY KEY, id TEXT NOT NULL, source TEXT NOT NULL, source_id TEXT NOT NULL,
    kind TEXT NOT NULL, at INTEGER NOT NULL, payload TEXT NOT NULL, UNIQUE (source, source_id)) STRICT`);
  const insert = target.prepare('INSERT INTO raw VALUES (?, ?, ?, ?, ?, ?, ?)');
  const started = performance.now();
  target.exec('BEGIN');
  const rows = source.prepare<[], unknown[]>('SELECT * FROM event ORDER BY seq').raw();
  for (const row of rows.iterate()) insert.run(...row);
  target.exec('COMMIT');
  const took = performance.now() - started;
  target.close();
  source.close();
  return took;
}

export const historyBench: Bench = {
  name: 'Replay of the logs',
  dataset: `${events.toLocaleString('en')} events of a hub, ten progress reports an attempt, seed 43`,
  async run() {
    const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-bench-'));
    try {
      const file = join(folder, 'workspace.sqlite');
      const opened = openWorkspaceDatabase({
        file,
        clock: { now: () => Date.now() },
        entropy: { bytes: (count) => randomBytes(count) },
        appVersion: 'bench',
      });
      if (!opened.ok) throw new Error(opened.error.message);
      const db = opened.value;
      fill(db);
      const ours: number[] = [];
      const raw: number[] = [];
      for (let round = 0; round < rounds; round += 1) {
        const started = performance.now();
        const report = await verifyProjections(db);
        ours.push(performance.now() - started);
        if (!report.ok) throw new Error(report.error.message);
        if (!report.value.same) throw new Error(report.value.firstDifference ?? 'the replay differs');
        if (report.value.events !== events) throw new Error(`${report.value.events} events were replayed`);
        const copy = join(folder, `raw${round}.sqlite`);
        raw.push(copyLog(file, copy));
        rmSync(copy, { force: true });
      }
      db.close();
      return [
        {
          operation: 'rebuild --verify',
          unit: 'ms',
          budget: Math.round(median(raw) * multiple),
          samples: ours,
          baseline: { name: 'copy of the same rows', samples: raw },
          note: `${Math.round((events * 1000) / median(ours))} events a second replayed, projected and compared; the budget is ${multiple} times the copy of this run`,
        },
      ];
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
