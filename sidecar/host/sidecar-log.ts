import { closeSync, fstatSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import pino from 'pino';
import type { Clock } from '../../core/kernel/clock.ts';
import type { FactValue } from '../../core/kernel/result.ts';

const FILE_BYTES = 2 * 1024 * 1024;
const FILES = 5;

export type LogFacts = Readonly<Record<string, FactValue>>;
export type SidecarLogLevel = 'info' | 'warn' | 'error';
/** What is shown to whoever started the sidecar, already redacted. */
export type LogMirror = (level: SidecarLogLevel, message: string, facts: LogFacts) => void;

export interface SidecarLog {
  info(message: string, facts?: LogFacts): void;
  warn(message: string, facts?: LogFacts): void;
  error(message: string, facts?: LogFacts): void;
  close(): void;
}

const credentials =
  /\bqd_[A-Za-z0-9_-]{20,}|\b(?:Bearer|Basic)\s+[A-Za-z0-9._~+/=-]{8,}|\bsk-[A-Za-z0-9_-]{16,}|\bgh[pousr]_[A-Za-z0-9]{16,}|\bgithub_pat_\w{16,}|\bglpat-[A-Za-z0-9_-]{16,}/gi;
const inAddress = /([a-z][a-z0-9+.-]*:\/\/)[^\s/@]+@/gi;

/** The text without tokens, keys and the user part of addresses. */
export const redact = (text: string): string =>
  text.replace(credentials, '[redacted]').replace(inAddress, '$1[redacted]@');

/** JSON lines in `<folder>/logs/sidecar.log`, at most 5 files of 2 MB. A log that can't be written stops nothing. */
export function createSidecarLog(folder: string, clock: Clock, mirror: LogMirror): SidecarLog {
  const logs = join(folder, 'logs');
  const pathOf = (index: number): string => join(logs, index === 0 ? 'sidecar.log' : `sidecar.${index}.log`);
  let file: number | null = null;
  let size = 0;

  const close = (): void => {
    if (file !== null) closeSync(file);
    file = null;
  };
  const open = (): number => {
    mkdirSync(logs, { recursive: true, mode: 0o700 });
    const opened = openSync(pathOf(0), 'a', 0o600);
    size = fstatSync(opened).size;
    return opened;
  };
  const rotate = (): void => {
    close();
    rmSync(pathOf(FILES - 1), { force: true });
    for (let index = FILES - 2; index >= 0; index -= 1) {
      try {
        renameSync(pathOf(index), pathOf(index + 1));
      } catch {
        // Not there yet.
      }
    }
  };
  const write = (line: string): void => {
    try {
      if (file !== null && size > FILE_BYTES) rotate();
      file ??= open();
      size += writeSync(file, line);
    } catch {
      close();
    }
  };
  const json = pino(
    {
      base: null,
      timestamp: () => `,"at":"${new Date(clock.now()).toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
    },
    { write },
  );

  const say = (level: SidecarLogLevel, message: string, facts: LogFacts): void => {
    const clean: Record<string, FactValue> = {};
    for (const [name, value] of Object.entries(facts)) {
      clean[name] = typeof value === 'string' ? redact(value) : value;
    }
    const text = redact(message);
    json[level](clean, text);
    mirror(level, text, clean);
  };
  return {
    info: (message, facts = {}) => say('info', message, facts),
    warn: (message, facts = {}) => say('warn', message, facts),
    error: (message, facts = {}) => say('error', message, facts),
    close,
  };
}
