import { parseOutsideJson } from '../../../core/kernel/outside-json.ts';
import { unreachable } from '../../../core/kernel/unreachable.ts';
import { type PostEnd, postStream } from '../../streams/post-stream.ts';
import type { ModelAnswer, ModelRequest, ModelTurn } from '../../tools/model-provider.ts';
import { withoutSecrets } from '../commands/without-secrets.ts';
import type { ExecutorDeps } from '../executor-deps.ts';

/** One answer; a model's longest takes a few hundred kilobytes. */
const ANSWER_BYTES = 16 * 1024 * 1024;
const TRIES = 5;
const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 60_000;

/** Something is wrong with the answer. `busy`: the server has too much to do, and the same may work in a moment. */
export interface Problem {
  readonly error: string;
  readonly retryable: boolean;
  readonly busy: boolean;
}

/** Reads one answer, in whatever portions it comes. */
export interface AnswerReader {
  /** Not null: the answer is of no use, the rest is not read. */
  push(bytes: Uint8Array): Problem | null;
  /** True when the answer said that it is over; a server may keep the connection open after it. */
  complete(): boolean;
  /** After the last byte that counts. */
  finish(): ModelTurn | Problem;
  /** True as soon as something of the answer was shown: it is not asked for again then, since it would be shown twice. */
  shown(): boolean;
}

export interface ExchangeRequest {
  /** For words: "the Messages API", "Ollama". */
  readonly server: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly secrets: readonly (string | null)[];
  readonly deps: ExecutorDeps;
  createReader(): AnswerReader;
}

/**
 * Sends one request and reads its answer. While the server is busy (429, 5xx, 529) or not reached it is sent again,
 * at most five times in all, with growing pauses of at most a minute or what the server asks for.
 */
export async function exchange(request: ExchangeRequest, model: ModelRequest): Promise<ModelAnswer> {
  for (let sent = 1; ; sent++) {
    const reader = request.createReader();
    const found: { problem: Problem | null } = { problem: null };
    const end = await postStream({
      url: request.url,
      headers: request.headers,
      body: request.body,
      signal: model.signal,
      silentMs: request.deps.silentSeconds * 1000,
      maxBytes: ANSWER_BYTES,
      onBytes(bytes) {
        found.problem = reader.push(bytes);
        return found.problem === null && !reader.complete();
      },
    });
    const isWhole = end.how === 'ended' || reader.complete();
    const outcome = found.problem ?? (isWhole ? reader.finish() : problemOf(end, request));
    if (!('error' in outcome)) return { ok: true, turn: outcome };

    const failure: ModelAnswer = {
      ok: false,
      error: withoutSecrets(outcome.error, request.secrets),
      retryable: outcome.retryable,
    };
    const pause = pauseAfter(end, sent, request.deps);
    if (!outcome.busy || sent >= TRIES || reader.shown() || pause === null) return failure;
    model.onWait(`${failure.error} Trying again in ${Math.ceil(pause / 1000)} s.`);
    await request.deps.pause(pause, model.signal);
    model.onWait(null);
    if (model.signal.aborted) return failure;
  }
}

/** Null: the server wants to be left alone for longer than a run should wait. */
function pauseAfter(end: PostEnd, sent: number, deps: ExecutorDeps): number | null {
  const asked = end.how === 'refused' ? end.retryAfterMs : null;
  if (asked !== null && asked > LONGEST_PAUSE_MS) return null;
  const [byte = 0] = deps.entropy.bytes(1);
  const growing = Math.min(FIRST_PAUSE_MS * 2 ** (sent - 1), LONGEST_PAUSE_MS);
  const jitter = 0.5 + byte / 510;
  return asked ?? Math.round(growing * jitter);
}

function problemOf(end: Exclude<PostEnd, { how: 'ended' }>, request: ExchangeRequest): Problem {
  const { server } = request;
  switch (end.how) {
    case 'refused':
      return refusal(end.status, end.text, end.retryAfterMs, request);
    case 'unreachable':
      return {
        error: `${server} at ${originOf(request.url)} cannot be reached: ${end.message}.`,
        retryable: true,
        busy: true,
      };
    case 'cut':
      return { error: `The answer of ${server} broke off: ${end.message}.`, retryable: true, busy: false };
    case 'silent':
      return {
        error: `${server} at ${originOf(request.url)} sent nothing for ${request.deps.silentSeconds} s.`,
        retryable: true,
        busy: false,
      };
    case 'too-large':
      return {
        error: `${server} sent more than ${ANSWER_BYTES / 1024 / 1024} MB as one answer; the rest was not read.`,
        retryable: false,
        busy: false,
      };
    case 'given-up':
    case 'stopped':
      return { error: 'Stopped.', retryable: true, busy: false };
    default:
      return unreachable(end);
  }
}

function refusal(status: number, text: string, askedMs: number | null, request: ExchangeRequest): Problem {
  const busy = status === 408 || status === 409 || status === 429 || status >= 500;
  const said = messageIn(text);
  const wait = askedMs === null || askedMs <= LONGEST_PAUSE_MS ? '' : ` It asks to wait ${askedMs / 1000} s.`;
  const what = status >= 300 && status < 400 ? 'sent us elsewhere, which is not followed' : 'refused';
  return {
    error: `${request.server} ${what} (${status})${said === '' ? '' : `: ${said}`}.${wait}`.replace(
      /\.\.$/,
      '.',
    ),
    retryable: busy,
    busy,
  };
}

/** What a refusal says, in the forms the known servers use; else its text. */
function messageIn(text: string): string {
  const plain = (found: string) => found.replaceAll(/\s+/g, ' ').trim().slice(0, 500);
  const parsed = parseOutsideJson(text);
  if (!parsed.ok) return plain(text);
  const error = fieldOf(parsed.value, 'error');
  const message = fieldOf(error, 'message') ?? fieldOf(parsed.value, 'message') ?? error;
  return plain(typeof message === 'string' ? message : text);
}

function fieldOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.entries(value).find(([key]) => key === name)?.[1];
}

const originOf = (url: string): string => (URL.canParse(url) ? new URL(url).origin : url);
