import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fleetEventForm } from '../core/domain/fleet/events.ts';
import { openWritable } from '../db/connection.ts';
import { openWorkspaceDatabase } from '../db/open.ts';
import { type EventRow, eventsAfter } from '../db/tables/event.ts';
import { ingestFleetEvents } from '../db/usecases/fleet-events.ts';
import type { WorkspaceDb } from '../db/workspace-db.ts';
import { fleetHistory } from '../tests/support/fleet-history.ts';
import { type Bench, type BenchRow, median } from './measure.ts';

const atOnce = 500;
const tasks = 2_000;
const progress = 10;
const rounds = 9;
/** Of what raw inserts take: at least 60 % of their rate. */
const share = 0.6;

interface Delivered {
  readonly sourceId: string;
  readonly event: unknown;
}

/** As a source delivers it: parsed JSON nobody looked at yet; after every 2,000 events it repeats the last 40. */
function deliveries(): Delivered[] {
  const events = fleetHistory({ seed: 41, agents: 100, tasks, progress });
  const delivered: Delivered[] = [];
  for (const [n, event] of events.entries()) {
    delivered.push({ sourceId: String(n).padStart(9, '0'), event: JSON.parse(JSON.stringify(event)) });
    if (n % 2_000 === 1_999) delivered.push(...delivered.slice(-40));
  }
  return delivered;
}

const open = (file: string): WorkspaceDb => {
  const opened = openWorkspaceDatabase({
    file,
    clock: { now: () => Date.now() },
    entropy: { bytes: (count) => randomBytes(count) },
    appVersion: 'bench',
  });
  if (!opened.ok) throw new Error(opened.error.message);
  return opened.value;
};

/** Validates, drops what came before, writes the log, projects and indexes for search; milliseconds for all. */
function ingestAll(db: WorkspaceDb, delivered: readonly Delivered[]): number {
  const started = performance.now();
  let fresh = 0;
  for (let at = 0; at < delivered.length; at += atOnce) {
    const batch = delivered.slice(at, at + atOnce).map(({ sourceId, event }) => {
      const checked = fleetEventForm.safeParse(event);
      if (!checked.success) throw new Error(checked.error.message);
      return { sourceId, event: checked.data };
    });
    const written = ingestFleetEvents(db, 'bench', batch);
    if (!written.ok) throw new Error(written.error.message);
    fresh += written.value.fresh;
  }
  const took = performance.now() - started;
  const repeated = delivered.length - fresh;
  if (repeated < delivered.length / 100) throw new Error(`only ${repeated} repetitions were noticed`);
  return took;
}

/** The rows that ended up in the log, into a table of the same seven columns with two indexes and nothing else. */
function insertAll(file: string, rows: readonly EventRow[]): number {
  const db = openWritable(file);
  db.pragma('synchronous = NORMAL');
  db.exec(`CREATE TABLE raw (seq INTEGER PRIMARY KEY, id TEXT NOT NULL, source TEXT NOT NULL, source_id TEXT NOT NULL,
    kind TEXT NOT NULL, at INTEGER NOT NULL, payload TEXT NOT NULL) STRICT;
    CREATE UNIQUE INDEX raw_by_id ON raw (id);
    CREATE UNIQUE INDEX raw_by_source ON raw (source, source_id);`);
  const insert = db.prepare('INSERT INTO raw VALUES (?, ?, ?, ?, ?, ?, ?)');
  const started = performance.now();
  for (let at = 0; at < rows.length; at += atOnce) {
    db.exec('BEGIN IMMEDIATE');
    for (const row of rows.slice(at, at + atOnce))
      insert.run(row.seq, row.id, row.source, row.sourceId, row.kind, row.at, row.payload);
    db.exec('COMMIT');
  }
  const took = performance.now() - started;
  db.close();
  return took;
}

/** Milliseconds for 1,000 events, so that both sides read as rates whatever the length of the history. */
const per1000 = (took: number, count: number): number => (took / count) * 1_000;

export const ingestBench: Bench = {
  name: 'Ingest of fleet events',
  dataset: `${tasks} tasks of 100 agents with ${progress} progress reports an attempt, seed 41; ${atOnce} events a transaction`,
  async run() {
    const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-bench-'));
    try {
      const delivered = deliveries();
      const ours: number[] = [];
      const raw: number[] = [];
      // By turns, so that whatever else the machine does meets both; the first round of each isn't counted.
      for (let round = -1; round < rounds; round += 1) {
        const db = open(join(folder, `ours${round}`, 'workspace.sqlite'));
        const took = ingestAll(db, delivered);
        const rows = eventsAfter(db.read, 0, db.clockState.seq, delivered.length);
        db.close();
        const plain = insertAll(join(folder, `raw${round}.sqlite`), rows);
        if (round < 0) continue;
        ours.push(per1000(took, delivered.length));
        raw.push(per1000(plain, rows.length));
      }
      const row: BenchRow = {
        operation: '1,000 events validated, deduplicated, projected, indexed',
        unit: 'ms',
        budget: Number((median(raw) / share).toFixed(2)),
        samples: ours,
        baseline: { name: 'raw inserts', samples: raw },
        note: `${Math.round(1_000_000 / median(ours))} events a second against ${Math.round(1_000_000 / median(raw))} rows; the budget is ${share * 100} % of the raw rate of this run: the same rows, one insert each, 7 columns, 2 indexes`,
      };
      return [row];
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
