import { parseOutsideJson } from '../../../core/kernel/outside-json.ts';
import { createLineReader } from '../../streams/read-lines.ts';
import { createServerEventReader, type ServerEvent } from '../../streams/server-events.ts';
import { brokenOff, finalProblem, malformed, type Problem } from './problem.ts';
import { isError, reportedError } from './reported-error.ts';

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

export interface EventHandlers {
  /** One event, its data as JSON; undefined where it is none. */
  onEvent(event: string, json: unknown, text: string): Problem | null;
  /** The data that closes the stream, where the API has one; it is no JSON. */
  readonly closing?: { readonly data: string; onClosed(): void };
  /** A whole answer as one JSON value instead of a stream, as some servers send it. */
  onWhole?(json: unknown): Problem | null;
}

/**
 * The same for an event stream. What has no empty line behind it when the stream ends is not an event. Errors are found
 * here, in the stream or in its place.
 */
export function createAnswerEvents(server: string, handlers: EventHandlers): AnswerLines {
  const events = createServerEventReader({ maxCharacters: LINE_CHARACTERS });
  let body: string[] | null = null;
  let bodyLength = 0;
  let strange: string | null = null;
  let begun = false;

  const errorIn = (line: string): Problem | null => {
    const parsed = parseOutsideJson(line);
    return parsed.ok && isError(parsed.value) ? reportedError(server, parsed.value) : null;
  };
  const take = (event: ServerEvent): Problem | null => {
    begun = true;
    if (event.data.trim() === handlers.closing?.data) {
      handlers.closing.onClosed();
      return null;
    }
    const parsed = parseOutsideJson(event.data);
    if (event.event === 'error' || (parsed.ok && isError(parsed.value)))
      return reportedError(server, parsed.ok ? parsed.value : { message: event.data });
    return handlers.onEvent(event.event, parsed.ok ? parsed.value : undefined, event.data);
  };

  const lines = createAnswerLines(server, (line) => {
    // No field of an event begins so.
    if (body === null && /^\s*[[{]/.test(line)) {
      if (begun) return errorIn(line);
      body = [];
    }
    if (body !== null) {
      bodyLength += line.length;
      body.push(line);
      return bodyLength > LINE_CHARACTERS ? tooLong(server) : null;
    }
    if (!isField(line)) strange ??= line;
    const event = events.push(line);
    if (event === 'too-long') return tooLong(server);
    return event === null ? null : take(event);
  });

  return {
    push: (bytes) => lines.push(bytes),
    finish() {
      const problem = lines.finish();
      if (problem !== null) return problem;
      if (body !== null) {
        const text = body.join('\n');
        const parsed = parseOutsideJson(text);
        if (!parsed.ok) return brokenOff(server);
        if (handlers.onWhole === undefined) return errorIn(text) ?? malformed(server, text);
        return errorIn(text) ?? handlers.onWhole(parsed.value);
      }
      return !begun && strange !== null ? malformed(server, strange) : null;
    },
  };
}

/** True for a line of an event stream, also where it was cut in the name of its field. */
function isField(line: string): boolean {
  const [name = ''] = line.split(':', 1);
  return fields.some((field) => (line === name ? field.startsWith(name) : field === name || name === ''));
}

const fields = ['event', 'data', 'id', 'retry'];

/** A value as `schema` wants it; a problem when it is not. */
export function checkAnswer<Value>(
  server: string,
  value: unknown,
  text: string,
  schema: { safeParse(value: unknown): { success: true; data: Value } | { success: false } },
): { readonly value: Value } | Problem {
  const parsed = schema.safeParse(value);
  return parsed.success ? { value: parsed.data } : malformed(server, text);
}

/** A tool's input as a model wrote it. Nothing at all is an empty object: tools without input exist. */
export function toolInput(written: string): unknown {
  if (written.trim() === '') return {};
  const input = parseOutsideJson(written);
  return input.ok ? input.value : undefined;
}

const tooLong = (server: string): Problem =>
  finalProblem(
    `${server} sent a line of more than ${LINE_CHARACTERS.toLocaleString('en')} characters.`,
    false,
  );
