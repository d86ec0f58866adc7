import { z } from 'zod';
import type { ModelRequest, ModelTurn } from '../../tools/model-provider.ts';
import { brokenOff, createAnswerLines, parseAnswer } from './answer-lines.ts';
import type { AnswerReader } from './exchange.ts';

const SERVER = 'Ollama';
const count = z.number().int().nonnegative().optional();

/** One line of `POST /api/chat`. An error may come at any time, as a line of its own. */
const Line = z.object({
  error: z.string().optional(),
  model: z.string().optional(),
  message: z
    .object({
      content: z.string().default(''),
      thinking: z.string().optional(),
      tool_calls: z
        .array(z.object({ function: z.object({ name: z.string(), arguments: z.unknown() }) }))
        .nullish(),
    })
    .optional(),
  done: z.boolean().default(false),
  done_reason: z.string().optional(),
  prompt_eval_count: count,
  eval_count: count,
});

/** Reads an answer of Ollama: one JSON value a line, the last one with `done` and the counts of tokens. */
export function createOllamaReader(request: Pick<ModelRequest, 'onText' | 'onUsage'>): AnswerReader {
  let text = '';
  let thinking = '';
  let model: string | null = null;
  let reason: string | undefined;
  let done = false;
  const calls: ModelTurn['calls'][number][] = [];

  const lines = createAnswerLines(SERVER, (line) => {
    if (line.trim() === '') return null;
    const parsed = parseAnswer(SERVER, line, Line);
    if ('error' in parsed) return parsed;
    const { value } = parsed;
    if (value.error !== undefined) {
      return { error: `${SERVER} reported an error: ${value.error}`, retryable: true, busy: false };
    }
    model = value.model ?? model;
    if (value.message !== undefined) {
      text += value.message.content;
      thinking += value.message.thinking ?? '';
      if (value.message.content !== '') request.onText(value.message.content);
      for (const { function: called } of value.message.tool_calls ?? []) {
        // Calls have no ids here: results are matched by their order and the tool's name.
        const written = JSON.stringify(called.arguments ?? {});
        calls.push({ id: `call-${calls.length}`, name: called.name, input: called.arguments ?? {}, written });
      }
    }
    if (value.done) {
      done = true;
      reason = value.done_reason;
      request.onUsage({
        input: value.prompt_eval_count ?? 0,
        output: value.eval_count ?? 0,
        cacheRead: 0,
        cacheWrite: 0,
        cacheWriteHour: 0,
        singleRequest: true,
      });
    }
    return null;
  });

  return {
    push: (bytes) => lines.push(bytes),
    shown: () => text !== '' || calls.length > 0,
    complete: () => done,
    finish() {
      const problem = lines.finish();
      if (problem !== null) return problem;
      if (!done) return brokenOff(SERVER);
      const stop = reason === 'length' ? 'length' : calls.length > 0 ? 'tools' : 'end';
      return { text, calls, stop, model, original: thinking };
    },
  };
}
