import type { FactValue } from '../../core/kernel/result.ts';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

export interface LogLine {
  readonly at: number;
  readonly level: LogLevel;
  readonly message: string;
  readonly facts: Readonly<Record<string, FactValue>>;
}

export type LogMirror = (line: LogLine) => void;

export interface Log {
  debug(message: string, facts?: Readonly<Record<string, FactValue>>): void;
  info(message: string, facts?: Readonly<Record<string, FactValue>>): void;
  warn(message: string, facts?: Readonly<Record<string, FactValue>>): void;
  /** For bugs and broken promises of the environment; an expected refusal is not an error. */
  error(message: string, cause: unknown, facts?: Readonly<Record<string, FactValue>>): void;
  /** The newest lines, oldest first, already redacted. */
  recent(): readonly LogLine[];
  close(): Promise<void>;
}
