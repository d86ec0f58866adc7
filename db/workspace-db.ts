import { existsSync } from 'node:fs';
import type Database from 'better-sqlite3';
import type { Clock, Entropy } from '../core/kernel/clock.ts';
import { randomId } from '../core/kernel/random-id.ts';
import { fail, type Result } from '../core/kernel/result.ts';
import { type Durability, makeForOwner } from './connection.ts';
import { contentOf } from './contents/content-store.ts';
import { DocumentCache } from './contents/document-cache.ts';
import { knownFailure, overtaken, sqliteFailure } from './failures.ts';
import type { Origin } from './feed/commit.ts';
import { createFeed, type Feed, type FeedAndSource } from './feed/feed.ts';
import { Reader, Writer } from './handle.ts';
import { ItemOrders } from './orders/item-orders.ts';
import { FleetRows } from './reducers/fleet/fleet-rows.ts';
import { ProjectedCache } from './reducers/projected-cache.ts';
import type { RevisionTexts } from './reducers/revision-texts.ts';
import { indexChanges } from './reducers/search-index.ts';
import { type ClockState, readClockState, writeClockState } from './tables/clock-state.ts';
import { Transaction } from './transaction.ts';

export type OpenMode =
  | { readonly kind: 'read-write' }
  /** A database from a newer version, or a file this user may not write. */
  | { readonly kind: 'read-only'; readonly reason: string };

/** One open workspace database: reads any time, writes only inside `write`. */
export class WorkspaceDb {
  readonly file: string;
  readonly mode: OpenMode;
  readonly read: Reader;
  readonly documents = new DocumentCache();
  readonly projected = new ProjectedCache();
  readonly orders: ItemOrders;
  /** Where the copy made before migrating lies, when this open migrated. */
  readonly backup: string | null;
  readonly clock: Clock;
  readonly #db: Database.Database;
  readonly #writer: Writer;
  readonly #entropy: Entropy;
  readonly #fleet: FleetRows;
  readonly #feed: FeedAndSource;
  readonly #onOvertaken: () => void;
  #durability: Durability | null = null;
  #overtaken = false;
  #state: ClockState;

  constructor(options: {
    readonly db: Database.Database;
    readonly file: string;
    readonly mode: OpenMode;
    readonly backup: string | null;
    readonly clock: Clock;
    readonly entropy: Entropy;
    readonly onFeedError: (error: unknown) => void;
    readonly onOvertaken: () => void;
  }) {
    this.file = options.file;
    this.mode = options.mode;
    this.backup = options.backup;
    this.clock = options.clock;
    this.#db = options.db;
    this.#entropy = options.entropy;
    this.#writer = new Writer(options.db);
    this.#fleet = new FleetRows(this.#writer);
    this.read = new Reader(options.db);
    this.orders = new ItemOrders(this.read);
    this.#onOvertaken = options.onOvertaken;
    this.#state = readClockState(this.read);
    this.#feed = createFeed({
      read: this.read,
      lastSeq: () => this.#state.seq,
      onError: options.onFeedError,
    });
  }

  /** What each commit wrote and touched. */
  get feed(): Feed {
    return this.#feed.feed;
  }

  /** What is known of texts, outside of a transaction. */
  get texts(): RevisionTexts {
    const { read, documents, projected } = this;
    return { db: read, documents, projected, content: (hash) => contentOf(this, hash) };
  }

  /** The clock's last stamp and the last seq in the logs. */
  get clockState(): ClockState {
    return this.#state;
  }

  /**
   * One transaction. A failing result or a thrown error rolls everything back, the clock included; a commit is on
   * the disk (with `full`) before this returns, and only then does the feed tell of it.
   */
  write<Value>(
    durability: Durability,
    body: (tx: Transaction) => Result<Value>,
    origin: Origin = 'live',
  ): Result<Value> {
    if (this.mode.kind === 'read-only') return fail('db.read-only', this.mode.reason, { file: this.file });
    const tx = new Transaction({
      db: this.#writer,
      file: this.file,
      now: this.clock.now(),
      documents: this.documents,
      projected: this.projected,
      fleet: this.#fleet,
      clock: this.#state,
      id: (prefix) => randomId(this.#entropy, prefix),
    });
    let result: Result<Value>;
    try {
      this.#setDurability(durability);
      this.#db.exec('BEGIN IMMEDIATE');
      if (this.#isOvertaken()) {
        this.#rollBack();
        return overtaken(this.file);
      }
      result = body(tx);
      if (!result.ok) {
        this.#rollBack();
        return result;
      }
      tx.fleet.flush();
      indexChanges(this.#writer, tx.changes);
      writeClockState(this.#writer, tx.clock);
      this.#db.exec('COMMIT');
    } catch (error) {
      this.#rollBack();
      const failure = knownFailure(error, this.file);
      if (failure === null) throw error;
      return failure;
    }
    const { ops, events, changes } = tx;
    const after = this.#state.seq;
    this.#state = tx.clock;
    this.orders.follow(changes);
    this.#feed.publish({ after, upTo: tx.clock.seq, ops, events, changes, origin });
    return result;
  }

  /** A consistent copy of the whole database as it is now. The target must not exist. */
  copyTo(target: string): Result<{ readonly file: string }> {
    if (existsSync(target)) {
      return fail('file.exists', `${target} exists already and was left as it is. Choose another name.`, {
        target,
      });
    }
    try {
      makeForOwner(target);
      this.#db.prepare('VACUUM INTO ?').run(target);
      return { ok: true, value: { file: target } };
    } catch (error) {
      const failure = sqliteFailure(error, target);
      if (failure === null) throw error;
      return failure;
    }
  }

  /** Runs `body` with another database file reachable under `name`. Not inside a transaction. */
  withAttached<Value>(file: string, name: string, body: () => Value): Value {
    this.#db.prepare(`ATTACH ? AS ${name}`).run(file);
    try {
      return body();
    } finally {
      this.#db.exec(`DETACH ${name}`);
    }
  }

  /** What `PRAGMA integrity_check` finds; empty when sound. Reads every page. */
  integrityProblems(): string[] {
    const found = this.read.column<string>('PRAGMA integrity_check(20)').filter((line) => line !== 'ok');
    const broken = this.read.all<{ table: string }>('PRAGMA foreign_key_check');
    return [...found, ...broken.map((row) => `a row of ${row.table} points at nothing`)];
  }

  close(): void {
    if (!this.#db.open) return;
    if (this.mode.kind === 'read-write') this.#db.pragma('wal_checkpoint(TRUNCATE)');
    this.#db.close();
    this.documents.clear();
    this.#feed.close();
  }

  #setDurability(durability: Durability): void {
    if (this.#durability === durability) return;
    this.#db.pragma(`synchronous = ${durability === 'full' ? 'FULL' : 'NORMAL'}`);
    this.#durability = durability;
  }

  /** The logs have gone on without this connection: whoever else has them open takes the same numbers for other rows. */
  #isOvertaken(): boolean {
    const { seq, millis, counter } = readClockState(this.read);
    const known = this.#state;
    const same = seq === known.seq && millis === known.millis && counter === known.counter;
    if (same || this.#overtaken) return this.#overtaken;
    this.#overtaken = true;
    this.#onOvertaken();
    return true;
  }

  #rollBack(): void {
    this.projected.clear();
    this.#fleet.forget();
    if (this.#db.inTransaction) this.#db.exec('ROLLBACK');
  }
}
