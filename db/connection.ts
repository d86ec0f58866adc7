import { closeSync, existsSync, openSync } from 'node:fs';
import Database from 'better-sqlite3';

const BUSY_TIMEOUT_MS = 5000;
const CACHE_KIB = 16_384;

/** Full: an acknowledged decision survives a power cut. Normal: events, which their source can send again. */
export type Durability = 'full' | 'normal';

export function openWritable(file: string): Database.Database {
  if (!existsSync(file)) makeForOwner(file);
  const db = new Database(file, { timeout: BUSY_TIMEOUT_MS });
  db.pragma('journal_mode = WAL');
  db.pragma('foreign_keys = ON');
  db.pragma('synchronous = FULL');
  db.pragma('temp_store = MEMORY');
  db.pragma(`cache_size = -${CACHE_KIB}`);
  return db;
}

/** SQLite would let others read a new file; its journals take over the rights of the database. */
export function makeForOwner(file: string): void {
  closeSync(openSync(file, 'wx', 0o600));
}

export function openReadable(file: string): Database.Database {
  const db = new Database(file, { readonly: true, fileMustExist: true, timeout: BUSY_TIMEOUT_MS });
  db.pragma('query_only = ON');
  db.pragma('temp_store = MEMORY');
  db.pragma(`cache_size = -${CACHE_KIB / 2}`);
  return db;
}
