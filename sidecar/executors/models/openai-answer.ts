import { z } from 'zod';
import type { ModelRequest, ModelTurn } from '../../tools/model-provider.ts';
import { brokenOff, createAnswerEvents, parseAnswer, toolInput } from './answer-lines.ts';
import type { AnswerReader } from './exchange.ts';

const SERVER = 'The OpenAI-compatible server';
/** Calls of one answer are numbered from 0; a number beyond any use would make holes. */
const CALLS = 1000;

const count = z.number().int().nonnegative().nullish();
const Chunk = z.object({
  error: z.union([z.string(), z.object({ message: z.string() })]).nullish(),
  model: z.string().nullish(),
  choices: z
    .array(
      z.object({
        delta: z
          .object({
            content: z.string().nullish(),
            refusal: z.string().nullish(),
            tool_calls: z
              .array(
                z.object({
                  index: z
                    .number()
                    .int()
                    .min(0)
                    .max(CALLS - 1),
                  id: z.string().nullish(),
                  function: z
                    .object({ name: z.string().nullish(), arguments: z.string().nullish() })
                    .nullish(),
                }),
              )
              .nullish(),
          })
          .nullish(),
        finish_reason: z.string().nullish(),
      }),
    )
    .default([]),
  usage: z
    .object({
      prompt_tokens: count,
      completion_tokens: count,
      prompt_tokens_details: z.object({ cached_tokens: count }).nullish(),
    })
    .nullish(),
});

interface GrowingCall {
  id: string;
  name: string;
  written: string;
}

/** Reads a streamed chat completion. */
export function createOpenaiReader(request: Pick<ModelRequest, 'onText' | 'onUsage'>): AnswerReader {
  const calls = new Map<number, GrowingCall>();
  let text = '';
  let refused = '';
  let model: string | null = null;
  let finish: string | null = null;
  let closed = false;

  const take = (chunk: z.output<typeof Chunk>): void => {
    model = chunk.model ?? model;
    for (const { delta, finish_reason: reason } of chunk.choices.slice(0, 1)) {
      finish = reason ?? finish;
      refused += delta?.refusal ?? '';
      const more = delta?.content ?? '';
      text += more;
      if (more !== '') request.onText(more);
      for (const piece of delta?.tool_calls ?? []) grow(calls, piece);
    }
    if (!chunk.usage) return;
    const cacheRead = chunk.usage.prompt_tokens_details?.cached_tokens ?? 0;
    request.onUsage({
      input: Math.max(0, (chunk.usage.prompt_tokens ?? 0) - cacheRead),
      cacheRead,
      cacheWrite: 0,
      cacheWriteHour: 0,
      output: chunk.usage.completion_tokens ?? 0,
      singleRequest: true,
    });
  };

  const lines = createAnswerEvents(SERVER, ({ data }) => {
    if (data.trim() === '[DONE]') {
      closed = true;
      return null;
    }
    const parsed = parseAnswer(SERVER, data, Chunk);
    if ('error' in parsed) return parsed;
    const { error } = parsed.value;
    if (error) {
      const words = typeof error === 'string' ? error : error.message;
      return { error: `${SERVER} reported an error: ${words}`, retryable: true, busy: false };
    }
    take(parsed.value);
    return null;
  });

  return {
    push: (bytes) => lines.push(bytes),
    shown: () => text !== '' || calls.size > 0,
    complete: () => closed,
    finish() {
      const problem = lines.finish();
      if (problem !== null) return problem;
      // Some servers leave the closing mark out; the reason of the end is what all of them send.
      if (finish === null) return brokenOff(SERVER);
      return turnOf(calls, finish, refused, text, model);
    },
  };
}

function grow(
  calls: Map<number, GrowingCall>,
  piece: {
    readonly index: number;
    readonly id?: string | null | undefined;
    readonly function?:
      | { readonly name?: string | null | undefined; readonly arguments?: string | null | undefined }
      | null
      | undefined;
  },
): void {
  const call = calls.get(piece.index) ?? { id: '', name: '', written: '' };
  if (piece.id) call.id = piece.id;
  call.name += piece.function?.name ?? '';
  call.written += piece.function?.arguments ?? '';
  calls.set(piece.index, call);
}

function turnOf(
  growing: ReadonlyMap<number, GrowingCall>,
  finish: string,
  refused: string,
  text: string,
  model: string | null,
): ModelTurn {
  const inOrder = [...growing].sort(([a], [b]) => a - b).map(([, call]) => call);
  const calls = inOrder.map((call, place) => ({
    id: call.id === '' ? `call-${place}` : call.id,
    name: call.name,
    written: call.written,
    input: toolInput(call.written),
  }));
  if (finish === 'length') {
    // The last call is where the answer was cut, unless its input happens to be whole.
    return {
      text,
      calls: calls.filter((call) => call.input !== undefined),
      stop: 'length',
      model,
      original: null,
    };
  }
  const declined = finish === 'content_filter' || (refused !== '' && text === '' && calls.length === 0);
  const stop = declined ? 'refused' : calls.length > 0 ? 'tools' : 'end';
  return { text: declined ? refused : text, calls, stop, model, original: null };
}
