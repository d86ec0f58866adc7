import { unreachable } from '../../../core/kernel/unreachable.ts';
import { type PostEnd, postStream } from '../../streams/post-stream.ts';
import type { ModelAnswer, ModelRequest, ModelTurn } from '../../tools/model-provider.ts';
import { withoutSecrets } from '../commands/without-secrets.ts';
import type { ExecutorDeps } from '../executor-deps.ts';
import { brokenOff, finalProblem, type Problem } from './problem.ts';
import { refusal } from './reported-error.ts';
import { createRetries } from './retries.ts';

/** One answer; a model's longest takes a few hundred kilobytes. */
const ANSWER_BYTES = 16 * 1024 * 1024;

/** Reads one answer, in whatever portions it comes. */
export interface AnswerReader<Turn = ModelTurn> {
  /** Not null: the answer is of no use, the rest is not read. */
  push(bytes: Uint8Array): Problem | null;
  /** True when the answer said that it is over; a server may keep the connection open after it. */
  complete(): boolean;
  /** After the last byte that counts. */
  finish(): Turn | Problem;
}

export interface ExchangeRequest<Turn = ModelTurn> {
  /** For words: "the Messages API", "Ollama". */
  readonly server: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Left out, the address is only read. */
  readonly body?: unknown;
  readonly secrets: readonly (string | null)[];
  readonly deps: ExecutorDeps;
  /** No key of this agent may go there: another agent may have one that is let in. */
  readonly withoutKey?: boolean;
  /** The silence before an answer begins, where it may be longer than one within it. */
  readonly loadSeconds?: number;
  createReader(): AnswerReader<Turn>;
}

/** Who asks: told what the exchange waits for. */
type Asking = Pick<ModelRequest, 'signal' | 'onWait' | 'onCut'>;

/**
 * Sends one request and reads its answer. The same is sent again while the server has too much to do, for as long as it
 * says or for half an hour; a few times while it fails or is not reached; and once when its answer broke off. What an
 * answer that broke off held is not used.
 */
export async function exchange<Turn extends object = ModelTurn>(
  request: ExchangeRequest<Turn>,
  model: Asking,
): Promise<{ readonly ok: true; readonly turn: Turn } | Extract<ModelAnswer, { ok: false }>> {
  const { deps } = request;
  const retries = createRetries(() => (deps.entropy.bytes(1)[0] ?? 0) / 255);
  for (;;) {
    const { begun, outcome } = await sendOnce(request, model);
    if (!isProblem(outcome)) return { ok: true, turn: outcome };

    const error = withoutSecrets(outcome.error, request.secrets);
    const retry = retries.after(outcome);
    if (!retry.again || model.signal.aborted) {
      return {
        ok: false,
        error: retry.again ? error : `${error}${retry.words}`,
        retryable: outcome.retryable,
        tooLong: outcome.tooLong ?? false,
      };
    }
    if (begun) model.onCut({ charged: !outcome.reported });
    if (retry.waitMs === 0 && !retry.later) continue;
    const reason = `${error} Trying again in ${Math.ceil(retry.waitMs / 1000)} s.`;
    model.onWait({ reason, waitMs: retry.waitMs, later: retry.later });
    await deps.pause(retry.waitMs, model.signal);
    model.onWait(null);
    if (model.signal.aborted) return { ok: false, error, retryable: outcome.retryable };
  }
}

const isProblem = (outcome: object): outcome is Problem => 'again' in outcome;

async function sendOnce<Turn>(
  request: ExchangeRequest<Turn>,
  model: Asking,
): Promise<{ readonly begun: boolean; readonly outcome: Turn | Problem }> {
  const { deps } = request;
  const reader = request.createReader();
  const found: { begun: boolean; problem: Problem | null } = { begun: false, problem: null };
  const between = deps.silentSeconds * 1000;
  const end = await postStream({
    http: deps.http,
    url: request.url,
    headers: request.headers,
    body: request.body,
    signal: model.signal,
    silentMs: { before: Math.max(between, (request.loadSeconds ?? 0) * 1000), between },
    maxBytes: ANSWER_BYTES,
    now: () => deps.timekeeper.moment().wall,
    onBytes(bytes) {
      found.begun = true;
      found.problem = reader.push(bytes);
      return found.problem === null && !reader.complete();
    },
  });
  const isWhole = end.how === 'ended' || reader.complete();
  const outcome = found.problem ?? (isWhole ? reader.finish() : problemOf(end, request));
  return { begun: found.begun, outcome };
}

function problemOf(
  end: Exclude<PostEnd, { how: 'ended' }>,
  request: Pick<ExchangeRequest, 'server' | 'url' | 'withoutKey'>,
): Problem {
  const { server } = request;
  const at = `${server} at ${originOf(request.url)}`;
  switch (end.how) {
    case 'refused': {
      const refused = refusal(server, end);
      if (request.withoutKey !== true || (end.status !== 401 && end.status !== 403)) return refused;
      return { ...refused, error: `${refused.error} This agent has no key for it.`, retryable: true };
    }
    case 'unreachable':
      return { ...finalProblem(`${at} cannot be reached: ${end.message}.`, true), again: 'busy' };
    case 'cut':
      return brokenOff(server, `: ${end.message}`);
    case 'silent':
      return { ...finalProblem(`${at} sent nothing for ${end.seconds} s.`, true), again: 'once' };
    case 'too-large':
      return finalProblem(
        `${server} sent more than ${ANSWER_BYTES / 1024 / 1024} MB as one answer; the rest was not read.`,
        false,
      );
    case 'given-up':
    case 'stopped':
      return finalProblem('Stopped.', true);
    default:
      return unreachable(end);
  }
}

const originOf = (url: string): string => (URL.canParse(url) ? new URL(url).origin : url);
