import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { ok, type Result } from '../core/kernel/result.ts';
import { ChangeCollector } from './changes.ts';
import { getContent } from './contents/content-store.ts';
import { DocumentCache } from './contents/document-cache.ts';
import { lostText } from './failures.ts';
import { type Reader, Writer } from './handle.ts';
import { migrations } from './migrations/embedded.ts';
import { readNotes } from './records/revision-note.ts';
import { applyEvent } from './reducers/apply-event.ts';
import { applyOp } from './reducers/apply-op.ts';
import { FleetRows } from './reducers/fleet/fleet-rows.ts';
import { ProjectedCache } from './reducers/projected-cache.ts';
import type { ReducerContext } from './reducers/reducer-context.ts';
import { logRowsAfter } from './tables/log-rows.ts';

const ROWS_PER_STEP = 200;
const FOLDER = '.rebuild-';

/** A database of the same tables in a folder of its own, for making the projections again beside the live ones. */
export class Scratch {
  readonly file: string;
  readonly db: Database.Database;
  readonly writer: Writer;
  /** The database that it stands beside. */
  readonly besideFile: string;
  readonly #folder: string;

  constructor(besideFile: string) {
    this.besideFile = besideFile;
    this.#folder = mkdtempSync(join(dirname(besideFile), FOLDER));
    this.file = join(this.#folder, 'scratch.sqlite');
    this.db = new Database(this.file);
    // It is thrown away after a crash, so nothing in it needs to survive one.
    this.db.pragma('journal_mode = OFF');
    this.db.pragma('synchronous = OFF');
    for (const { sql } of migrations) this.db.exec(sql);
    this.writer = new Writer(this.db);
  }

  /** Ends writing; the file can be attached to another connection then. */
  seal(): void {
    if (this.db.open) this.db.close();
  }

  remove(): void {
    this.seal();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** Scratch databases of a run that was killed. */
export function removeLeftovers(besideFile: string): void {
  const folder = dirname(besideFile);
  for (const name of readdirSync(folder)) {
    if (name.startsWith(FOLDER)) rmSync(join(folder, name), { recursive: true, force: true });
  }
}

/** Replays both logs into a scratch database step by step, in commit order. */
export class Replay {
  readonly #scratch: Scratch;
  readonly #documents = new DocumentCache();
  readonly #projected = new ProjectedCache();
  readonly #fleet: FleetRows;
  #seq = 0;
  ops = 0;
  events = 0;

  constructor(scratch: Scratch) {
    this.#scratch = scratch;
    this.#fleet = new FleetRows(scratch.writer);
  }

  /** Seq up to which everything is replayed. */
  get seq(): number {
    return this.#seq;
  }

  /** One step towards `upTo`. False when it is reached. */
  step(source: Reader, upTo: number): Result<boolean> {
    if (this.#seq >= upTo) return ok(false);
    const { ops, events, upTo: end } = logRowsAfter(source, this.#seq, upTo, ROWS_PER_STEP);
    const rows = [...ops, ...events].toSorted((a, b) => a.seq - b.seq);
    let missing: string | null = null;
    const target: ReducerContext = {
      db: this.#scratch.writer,
      documents: this.#documents,
      projected: this.#projected,
      changes: new ChangeCollector(),
      fleet: this.#fleet,
      content: (hash) => {
        const bytes = getContent(source, hash);
        if (bytes === null) missing = hash;
        return bytes ?? new Uint8Array();
      },
      notes: (revision) => readNotes(source, revision),
    };
    this.#scratch.db.exec('BEGIN');
    for (const row of rows) {
      if ('hlc' in row) applyOp(target, row);
      else applyEvent(target, row);
    }
    target.fleet.flush();
    this.#scratch.db.exec('COMMIT');
    if (missing !== null) return lostText(this.#scratch.besideFile, missing);
    this.#seq = end;
    this.ops += ops.length;
    this.events += events.length;
    return ok(true);
  }
}
