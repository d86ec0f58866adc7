import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  readSmall,
  removeDurably,
  type WriteCrashPoint,
  writeDurably,
} from '../../node/files/durable-file.ts';
import type { Log } from '../../node/log/log.ts';
import { beyondNewest } from '../host/beyond-newest.ts';
import { type AttemptKey, type AttemptRecord, attemptJson, keyText } from './attempt-record.ts';

const RECORD_BYTES = 8 * 1024 * 1024;
/** Files set aside are kept for inspection, the newest of them. */
const ASIDE = 50;

/**
 * What the sidecar has committed to and not yet been released from, one file per attempt. A stage is on the disk
 * before it is reported to the hub or acted on, so after a crash at any instant the files say what may have happened.
 */
export interface AttemptJournal {
  readonly records: ReadonlyMap<string, AttemptRecord>;
  /** Throws when the disk refuses; then nothing has changed. */
  write(record: AttemptRecord): void;
  forget(key: AttemptKey): void;
}

export interface JournalDeps {
  /** `<agent's folder>/attempts` */
  readonly folder: string;
  readonly log: Log;
  readonly moment: (at: `journal.${WriteCrashPoint}:${AttemptRecord['stage']}`) => void;
}

/** Opens the journal; files that can't be read (torn, of a newer version, foreign) are set aside with a message. */
export function openAttemptJournal({ folder, log, moment }: JournalDeps): AttemptJournal {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const records = new Map<string, AttemptRecord>();
  for (const name of readdirSync(folder).toSorted()) {
    if (name === 'set-aside') continue;
    const path = join(folder, name);
    if (name.endsWith('.tmp')) {
      // A write that a crash interrupted: the file it was to replace is still the truth.
      rmSync(path, { force: true });
      continue;
    }
    const record = readRecord(path);
    if (record !== null && name === fileOf(record.assignment))
      records.set(keyText(record.assignment), record);
    else setAside(folder, name, log);
  }
  return {
    records,
    write(record) {
      const path = join(folder, fileOf(record.assignment));
      writeDurably(path, attemptJson.write(record), (at) => moment(`journal.${at}:${record.stage}`));
      records.set(keyText(record.assignment), record);
    },
    forget(key) {
      removeDurably(join(folder, fileOf(key)));
      records.delete(keyText(key));
    },
  };
}

const fileOf = (key: AttemptKey): string => `${keyText(key)}.json`;

function readRecord(path: string): AttemptRecord | null {
  try {
    const read = attemptJson.read(readSmall(path, RECORD_BYTES).toString('utf8'));
    return read.ok ? read.value : null;
  } catch {
    return null;
  }
}

function setAside(folder: string, name: string, log: Log): void {
  const aside = join(folder, 'set-aside');
  try {
    mkdirSync(aside, { recursive: true, mode: 0o700 });
    renameSync(join(folder, name), join(aside, name));
    for (const old of beyondNewest(aside, ASIDE)) rmSync(join(aside, old), { recursive: true, force: true });
    log.warn(`${name} is no record of an attempt that can be read. It was moved to ${aside}; work goes on.`);
  } catch (error) {
    log.warn(`${name} is no record of an attempt that can be read, and it could not be moved away.`, {
      reason: error instanceof Error ? error.message : String(error),
    });
  }
}
