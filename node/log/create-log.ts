import pino from 'pino';
import type { Clock } from '../../core/kernel/clock.ts';
import type { FactValue } from '../../core/kernel/result.ts';
import type { Log, LogLevel, LogLine, LogMirror } from './log.ts';
import { namesASecret, REDACTED, redact } from './redact.ts';
import { createRotatingFile } from './rotating-file.ts';

const RECENT_LINES = 500;

const FILE_BYTES = 2 * 1024 * 1024;
const KEPT_FILES = 4;

export interface LogOptions {
  readonly folder: string;
  /** Of the program; its file is `<name>.log`. */
  readonly name: string;
  readonly level: LogLevel;
  readonly clock: Clock;
  readonly mirror?: LogMirror;
}

/** JSON lines in a folder, the newest also in memory for whoever asks. Everything is redacted first. */
export function createLog(options: LogOptions): Log {
  const { folder, name } = options;
  const file = createRotatingFile({ folder, name, bytes: FILE_BYTES, keep: KEPT_FILES });
  const json = pino(
    {
      level: options.level,
      base: null,
      timestamp: () => `,"at":"${new Date(options.clock.now()).toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
    },
    { write: (line: string) => file.write(line) },
  );
  const ring: LogLine[] = [];

  function write(level: LogLevel, message: string, facts: Readonly<Record<string, FactValue>>): void {
    if (!json.isLevelEnabled(level)) return;
    const line: LogLine = {
      at: options.clock.now(),
      level,
      message: redact(message),
      facts: redactFacts(facts),
    };
    json[level](line.facts, line.message);
    ring.push(line);
    if (ring.length > RECENT_LINES) ring.splice(0, ring.length - RECENT_LINES);
    options.mirror?.(line);
  }

  return {
    debug: (message, facts = {}) => write('debug', message, facts),
    info: (message, facts = {}) => write('info', message, facts),
    warn: (message, facts = {}) => write('warn', message, facts),
    error(message, cause, facts = {}) {
      const reason = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
      write('error', message, { ...facts, reason });
    },
    recent: () => [...ring],
    async close() {
      file.close();
    },
  };
}

function redactFacts(facts: Readonly<Record<string, FactValue>>): Record<string, FactValue> {
  const clean: Record<string, FactValue> = {};
  for (const [name, value] of Object.entries(facts)) {
    if (namesASecret(name)) clean[name] = REDACTED;
    else if (typeof value === 'string') clean[name] = redact(value);
    else if (Array.isArray(value)) clean[name] = value.map((entry: string) => redact(entry));
    else clean[name] = value;
  }
  return clean;
}
