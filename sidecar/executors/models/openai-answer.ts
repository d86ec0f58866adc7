import { z } from 'zod';
import type { ModelRequest, ModelTurn } from '../../tools/model-provider.ts';
import { checkAnswer, createAnswerEvents } from './answer-lines.ts';
import type { AnswerReader } from './exchange.ts';
import { createGrowingCalls } from './growing-calls.ts';
import { brokenOff, finalProblem, type Problem } from './problem.ts';

const SERVER = 'The OpenAI-compatible server';

const count = z.number().int().nonnegative().nullish();
/** Some send a list of parts instead of a text. */
const Content = z.union([z.string(), z.array(z.looseObject({ text: z.string().optional() }))]).nullish();
const Message = z.object({
  content: Content,
  refusal: z.string().nullish(),
  tool_calls: z
    .array(
      z.object({
        index: z.union([z.number(), z.string()]).nullish(),
        id: z.string().nullish(),
        function: z.object({ name: z.string().nullish(), arguments: z.unknown() }).nullish(),
      }),
    )
    .nullish(),
});
const Chunk = z.object({
  model: z.string().nullish(),
  choices: z
    .array(
      z.object({
        delta: Message.nullish(),
        /** In an answer that isn't streamed. */
        message: Message.nullish(),
        finish_reason: z.string().nullish(),
      }),
    )
    .nullish(),
  usage: z
    .object({
      prompt_tokens: count,
      completion_tokens: count,
      prompt_tokens_details: z.object({ cached_tokens: count }).nullish(),
    })
    .nullish(),
});

/** Reasons of an end as OpenAI and others call them, where they mean more than an end. */
const cutReasons = new Set(['length', 'max_tokens', 'model_length']);
const brokenReasons = new Set(['error', 'abort', 'aborted', 'cancelled']);
const busyReasons = new Set(['insufficient_system_resource']);

/** Reads a streamed chat completion, and one that comes whole. */
export function createOpenaiReader(request: Pick<ModelRequest, 'onText' | 'onUsage'>): AnswerReader {
  const calls = createGrowingCalls();
  let text = '';
  let refused = '';
  let model: string | null = null;
  let finish: string | null = null;
  let closed = false;

  const take = (value: unknown, raw: string): Problem | null => {
    const checked = checkAnswer(SERVER, value, raw, Chunk);
    if ('error' in checked) return checked;
    const chunk = checked.value;
    model = chunk.model ?? model;
    for (const choice of (chunk.choices ?? []).slice(0, 1)) {
      finish = choice.finish_reason ?? finish;
      const message = choice.delta ?? choice.message;
      refused += message?.refusal ?? '';
      const more = textOf(message?.content);
      text += more;
      if (more !== '') request.onText(more);
      for (const { index, id, function: called } of message?.tool_calls ?? []) {
        calls.add({ index, id, name: called?.name, written: called?.arguments });
      }
    }
    if (!chunk.usage) return null;
    const cacheRead = chunk.usage.prompt_tokens_details?.cached_tokens ?? 0;
    request.onUsage({
      input: Math.max(0, (chunk.usage.prompt_tokens ?? 0) - cacheRead),
      cacheRead,
      cacheWrite: 0,
      cacheWriteHour: 0,
      output: chunk.usage.completion_tokens ?? 0,
      singleRequest: true,
    });
    return null;
  };

  const lines = createAnswerEvents(SERVER, {
    onEvent: (_, json, raw) => take(json, raw),
    onWhole: (json) => take(json, JSON.stringify(json)),
    closing: {
      data: '[DONE]',
      onClosed() {
        closed = true;
      },
    },
  });

  return {
    push: (bytes) => lines.push(bytes),
    complete: () => closed,
    finish() {
      const problem = lines.finish();
      if (problem !== null) return problem;
      // Some servers leave the closing mark out; the reason of the end is what all of them send.
      if (finish === null || brokenReasons.has(finish)) return brokenOff(SERVER);
      if (busyReasons.has(finish)) {
        return { ...finalProblem(`${SERVER} ended its answer: ${finish}.`, true), again: 'later' };
      }
      return turnOf(finish, calls.calls());
    },
  };

  function turnOf(reason: string, all: ModelTurn['calls']): ModelTurn {
    if (cutReasons.has(reason)) {
      // The last call is where the answer was cut, unless its input happens to be whole.
      const whole = all.filter((call) => call.input !== undefined);
      return { text, calls: whole, stop: 'length', model, original: null };
    }
    const declined = reason === 'content_filter' || (refused !== '' && text === '' && all.length === 0);
    const stop = declined ? 'refused' : all.length > 0 ? 'tools' : 'end';
    return { text: declined ? refused : text, calls: all, stop, model, original: null };
  }
}

const textOf = (content: z.output<typeof Content>): string =>
  typeof content === 'string' ? content : (content ?? []).map((part) => part.text ?? '').join('');
