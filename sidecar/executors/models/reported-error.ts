import { cutText } from '../../../core/kernel/cut-text.ts';
import { parseOutsideJson } from '../../../core/kernel/outside-json.ts';
import { durationMs } from '../../streams/come-back-later.ts';
import type { PostEnd } from '../../streams/post-stream.ts';
import { numberAt, textAt, textOf, valuesAt } from '../commands/json-path.ts';
import type { Problem } from './problem.ts';

interface Reported {
  /** Type, code and status by name, as servers call them. */
  readonly names: string;
  readonly status: number;
  readonly message: string;
}

/**
 * What the errors of servers mean, by what they call them; the first that fits counts. The names are those of the Messages
 * API, OpenAI, Google, DeepSeek, OpenRouter and vLLM.
 */
const meanings: readonly {
  fits(error: Reported): boolean;
  readonly again: Problem['again'];
  readonly retryable: boolean;
  readonly tooLong?: true;
}[] = [
  {
    fits: ({ names, status, message }) =>
      [0, 400, 413, 422, 500].includes(status) &&
      !/rate_?limit/.test(names) &&
      (/context_?(?:length|size|window)/.test(names) || tooLongWords.test(message)),
    again: 'never',
    retryable: false,
    tooLong: true,
  },
  // Another model, or the same on another server, may be able to call tools.
  {
    fits: ({ message }) =>
      /\btools?\b|\bfunction.?call/i.test(message) && /support|requires --/i.test(message),
    again: 'never',
    retryable: true,
  },
  // Nothing comes back by waiting a while; another endpoint may have credit left.
  {
    fits: ({ names, status, message }) =>
      status === 402 ||
      /insufficient_quota|billing|payment/.test(names) ||
      /credit balance|exceeded your current quota/i.test(message),
    again: 'never',
    retryable: true,
  },
  {
    fits: ({ names, status }) =>
      [429, 503, 529].includes(status) ||
      /overload|rate_?limit|too_?many_?requests|resource_?exhausted|unavailable|insufficient_system_resource/.test(
        names,
      ),
    again: 'later',
    retryable: true,
  },
  {
    fits: ({ names, status }) =>
      status >= 500 ||
      [408, 409, 425].includes(status) ||
      /api_error|server_?error|internal|time_?out/.test(names),
    again: 'busy',
    retryable: true,
  },
  {
    fits: ({ names, status }) =>
      status >= 300 || /invalid|authentication|permission|not_?found|too_?large|bad_?request/.test(names),
    again: 'never',
    retryable: false,
  },
  {
    fits: ({ message }) =>
      /overload|rate.?limit|too many requests|server busy|temporarily unavailable/i.test(message),
    again: 'later',
    retryable: true,
  },
  { fits: () => true, again: 'never', retryable: true },
];

/** Of OpenAI, vLLM, llama.cpp, LM Studio, the Messages API, Google, Qwen and OpenRouter. */
const tooLongWords =
  /\b(?:maximum|available|model'?s?) context\b|\bcontext (?:length|size|window|limit)\b|\bprompt is too long\b|\binput (?:token|length)[^.]{0,80}\bexceed|\brange of input length\b/i;

const namePaths = ['error.type', 'error.code', 'error.status', 'type', 'code', 'status'];
const messagePaths = ['error.message', 'message', 'error', 'detail', 'detail[].msg', 'error.detail'];

/** An error that stands where an answer should: as the whole body, or as a part of a stream. */
export function reportedError(server: string, value: unknown): Problem {
  const error = errorIn(value);
  const type = textAt(first(value), 'error.type');
  const words = type === null ? '' : ` (${type})`;
  return problem(
    error,
    `${server} reported an error${words}: ${error.message}`,
    waitIn(value, error.message),
  );
}

/** True for JSON that tells of an error and holds no answer. */
export const isError = (value: unknown): boolean =>
  valuesAt(first(value), 'error').some((each) => each !== null && each !== undefined && each !== '') ||
  textAt(first(value), 'object') === 'error';

/** An answer with another status than 200. */
export function refusal(server: string, end: Extract<PostEnd, { how: 'refused' }>): Problem {
  const { status, text } = end;
  const parsed = parseOutsideJson(text);
  const value = parsed.ok ? parsed.value : { message: text };
  const error = { ...errorIn(value), status };
  const what = status >= 300 && status < 400 ? 'sent us elsewhere, which is not followed' : 'refused';
  const said = error.message === '' ? '' : `: ${error.message}`;
  const words = `${server} ${what} (${status})${said}.`.replace(/\.\.$/, '.');
  return problem(error, words, end.waitMs ?? waitIn(value, error.message));
}

function problem(error: Reported, words: string, waitMs: number | null): Problem {
  const meaning = meanings.find((each) => each.fits(error));
  const again = meaning?.again ?? 'never';
  const waits = again === 'later' || again === 'busy';
  return {
    error: words,
    retryable: meaning?.retryable ?? true,
    again,
    waitMs: waits ? waitMs : null,
    reported: true,
    ...(meaning?.tooLong === true ? { tooLong: true } : {}),
  };
}

/** Some send a list with the error in it. */
const first = (value: unknown): unknown => (Array.isArray(value) ? value[0] : value);

function errorIn(whole: unknown): Reported {
  const value = first(whole);
  const names = namePaths.flatMap((path) => textAt(value, path) ?? []);
  const status = names
    .map(Number)
    .find((number) => Number.isInteger(number) && number >= 300 && number < 600);
  const message = messagePaths.flatMap((path) => textAt(value, path) ?? [])[0] ?? JSON.stringify(value ?? '');
  return {
    names: names.join(' ').toLowerCase(),
    status: status ?? 0,
    message: cutText(message.replaceAll(/\s+/g, ' ').trim(), 500),
  };
}

/** What an error says of how long to wait: Google's `RetryInfo`, fields of others, or its words. */
function waitIn(whole: unknown, message: string): number | null {
  const value = first(whole);
  const [delay] = valuesAt(value, 'error.details[].retryDelay').flatMap(
    (each) => durationMs(textOf(each) ?? '') ?? [],
  );
  if (delay !== undefined) return delay;
  const milliseconds = numberAt(value, 'error.retry_after_ms') ?? numberAt(value, 'retry_after_ms');
  if (milliseconds !== null) return milliseconds;
  const seconds = numberAt(value, 'error.retry_after') ?? numberAt(value, 'retry_after');
  if (seconds !== null) return seconds * 1000;
  const words =
    /(?:try|retry)(?: again)? (?:in|after) ((?:\d+(?:\.\d+)?\s*(?:ms|s|m|h|milliseconds?|sec\w*|min\w*|hours?)(?![a-z])\s*)+)/i;
  const named = words.exec(message)?.[1];
  return named === undefined ? null : durationMs(named);
}
