import { priceOf } from '../../../core/domain/fleet/money/prices.ts';
import { parseOutsideJson } from '../../../core/kernel/outside-json.ts';
import { listedModels } from '../../../node/http/listed-models.ts';
import { openaiUrl } from '../../../node/http/openai-url.ts';
import type { ExecutionContext } from '../executor.ts';
import type { ExecutorDeps } from '../executor-deps.ts';
import { exchange } from './exchange.ts';
import { tellWait } from './model-executor.ts';
import { malformed } from './problem.ts';

const SERVER = 'The OpenAI-compatible server';

/**
 * A model of a server that tells what it offers only to who has a key: the first it lists whose price is known, since
 * that is one for conversations and its cost can be told; else the first.
 */
export async function offeredModel(
  { url, key }: { readonly url: string; readonly key: string | null },
  deps: ExecutorDeps,
  context: Pick<ExecutionContext, 'signal' | 'blocked' | 'later'>,
): Promise<
  | { readonly ok: true; readonly model: string }
  | { readonly ok: false; readonly error: string; readonly retryable: boolean }
> {
  const found = await exchange(
    {
      server: SERVER,
      url: openaiUrl(url, 'models'),
      headers: key === null ? {} : { authorization: `Bearer ${key}` },
      secrets: [key],
      withoutKey: key === null,
      deps,
      createReader: listReader,
    },
    { signal: context.signal, onCut() {}, onWait: (wait) => tellWait(context, wait, null) },
  );
  if (!found.ok) return found;
  const { models } = found.turn;
  const now = deps.timekeeper.moment().wall;
  const model = models.find((one) => priceOf(one, now, deps.prices) !== null) ?? models[0];
  if (model !== undefined) return { ok: true, model };
  const error = `${SERVER} lists no models. Name those of this endpoint in the hub.`;
  return { ok: false, error, retryable: true };
}

function listReader() {
  const parts: Uint8Array[] = [];
  return {
    push(bytes: Uint8Array) {
      parts.push(bytes);
      return null;
    },
    complete: () => false,
    finish() {
      const text = Buffer.concat(parts).toString('utf8');
      const parsed = parseOutsideJson(text);
      const models = listedModels(parsed.ok ? parsed.value : null);
      return models === null ? malformed(SERVER, text) : { models };
    },
  };
}
