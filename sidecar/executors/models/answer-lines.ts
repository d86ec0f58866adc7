import { parseOutsideJson } from '../../../core/kernel/outside-json.ts';
import { createLineReader } from '../../streams/read-lines.ts';
import { createServerEventReader, type ServerEvent } from '../../streams/server-events.ts';
import type { Problem } from './exchange.ts';

/** A line carries at most a whole file as a tool's input. */
const LINE_CHARACTERS = 8 * 1024 * 1024;

/** Hands each line of an answer to `onLine` until that finds a problem. */
export interface AnswerLines {
  push(bytes: Uint8Array): Problem | null;
  finish(): Problem | null;
}

export function createAnswerLines(server: string, onLine: (line: string) => Problem | null): AnswerLines {
  const reader = createLineReader({ maxCharacters: LINE_CHARACTERS });
  const each = (lines: readonly string[]): Problem | null => {
    for (const line of lines) {
      const problem = onLine(line);
      if (problem !== null) return problem;
    }
    return null;
  };
  return {
    push(bytes) {
      const lines = reader.push(bytes);
      return 'kind' in lines ? tooLong(server) : each(lines);
    },
    finish: () => each(reader.finish()),
  };
}

/** The same for an event stream. What has no empty line behind it when the stream ends is not an event. */
export function createAnswerEvents(
  server: string,
  onEvent: (event: ServerEvent) => Problem | null,
): AnswerLines {
  const events = createServerEventReader({ maxCharacters: LINE_CHARACTERS });
  return createAnswerLines(server, (line) => {
    const event = events.push(line);
    if (event === 'too-long') return tooLong(server);
    return event === null ? null : onEvent(event);
  });
}

/** JSON of one line or event; a problem when it is none, or not as `parse` wants it. */
export function parseAnswer<Value>(
  server: string,
  text: string,
  schema: { safeParse(value: unknown): { success: true; data: Value } | { success: false } },
): { readonly value: Value } | Problem {
  const json = parseOutsideJson(text);
  if (!json.ok) return malformed(server, text);
  const parsed = schema.safeParse(json.value);
  return parsed.success ? { value: parsed.data } : malformed(server, text);
}

/** A tool's input as a model wrote it. Nothing at all is an empty object: tools without input exist. */
export function toolInput(written: string): unknown {
  if (written.trim() === '') return {};
  const input = parseOutsideJson(written);
  return input.ok ? input.value : undefined;
}

export const brokenOff = (server: string): Problem => ({
  error: `The answer of ${server} broke off before its end.`,
  retryable: true,
  busy: false,
});

const malformed = (server: string, text: string): Problem => ({
  error: `${server} sent something that is not its documented form: ${text.slice(0, 200)}`,
  retryable: true,
  busy: false,
});

const tooLong = (server: string): Problem => ({
  error: `${server} sent a line of more than ${LINE_CHARACTERS.toLocaleString('en')} characters.`,
  retryable: false,
  busy: false,
});
