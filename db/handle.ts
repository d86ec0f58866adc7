import type Database from 'better-sqlite3';
import type { BulkInsert } from './bulk-insert.ts';

export type Bind = string | number | null | Uint8Array;

/** Rows of `never` fit every row type: what a row looks like is said by the SQL, at the caller. */
type Prepared = Database.Statement<Bind[], never>;

/**
 * The readable side of a database. Statements are prepared once. A read is refused when its SQL could write, so a
 * function that takes a Reader can't change anything, by type and by check.
 */
export class Reader {
  readonly #db: Database.Database;
  readonly #statements = new Map<string, Prepared>();

  constructor(db: Database.Database) {
    this.#db = db;
  }

  all<Row>(sql: string, ...bind: Bind[]): Row[] {
    return this.#reading(sql).all(...bind);
  }

  // oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the SQL says what a row is; only its caller knows
  get<Row>(sql: string, ...bind: Bind[]): Row | null {
    return this.#reading(sql).get(...bind) ?? null;
  }

  /** First column of every row. */
  column<Value>(sql: string, ...bind: Bind[]): Value[] {
    return this.#reading(`${sql} -- first column`)
      .pluck(true)
      .all(...bind);
  }

  /** First column of the first row. */
  // oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the SQL says what a row is; only its caller knows
  value<Value>(sql: string, ...bind: Bind[]): Value | null {
    return (
      this.#reading(`${sql} -- first column`)
        .pluck(true)
        .get(...bind) ?? null
    );
  }

  /** Rows one by one; nothing else may use the same SQL until the loop ends. */
  iterate<Row>(sql: string, ...bind: Bind[]): IterableIterator<Row> {
    return this.#reading(sql).iterate(...bind);
  }

  protected prepared(sql: string): Prepared {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const made = this.#db.prepare<Bind[], never>(sql);
    this.#statements.set(sql, made);
    return made;
  }

  #reading(sql: string): Prepared {
    const statement = this.prepared(sql);
    if (!statement.readonly) throw new Error(`a reader was given a statement that writes: ${sql}`);
    return statement;
  }
}

/** The writable side; only a transaction hands one out. Answers how many rows changed. */
export class Writer extends Reader {
  run(sql: string, ...bind: Bind[]): number {
    return this.prepared(sql).run(...bind).changes;
  }

  /** Inserts rows whose values stand one after the other. Answers how many were inserted. */
  insertAll(insert: BulkInsert, values: readonly Bind[]): number {
    const { width, rows, one, many } = insert;
    const step = width * rows;
    let changes = 0;
    let at = 0;
    for (; at + step <= values.length; at += step) {
      changes += this.prepared(many).run(...values.slice(at, at + step)).changes;
    }
    for (; at < values.length; at += width) {
      changes += this.prepared(one).run(...values.slice(at, at + width)).changes;
    }
    return changes;
  }
}
