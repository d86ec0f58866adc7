import { z } from 'zod';
import { parseOutsideJson } from '../../../core/kernel/outside-json.ts';
import type { ModelRequest, ModelTurn } from '../../tools/model-provider.ts';
import { checkAnswer, createAnswerLines, toolInput } from './answer-lines.ts';
import type { AnswerReader } from './exchange.ts';
import { brokenOff, malformed } from './problem.ts';
import { isError, reportedError } from './reported-error.ts';

const SERVER = 'Ollama';
const count = z.number().int().nonnegative().optional();

/** One line of `POST /api/chat`. An error may come at any time, as a line of its own. */
const Line = z.object({
  model: z.string().optional(),
  message: z
    .object({
      content: z.string().nullish(),
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
  let newest = '';
  let done = false;
  const calls: ModelTurn['calls'][number][] = [];

  const lines = createAnswerLines(SERVER, (line) => {
    newest = line.trimStart();
    if (newest === '') return null;
    const parsed = parseOutsideJson(line);
    if (!parsed.ok) return malformed(SERVER, line);
    if (isError(parsed.value)) return reportedError(SERVER, parsed.value);
    const checked = checkAnswer(SERVER, parsed.value, line, Line);
    if ('error' in checked) return checked;
    const { value } = checked;
    model = value.model ?? model;
    if (value.message !== undefined) {
      const more = value.message.content ?? '';
      text += more;
      thinking += value.message.thinking ?? '';
      if (more !== '') request.onText(more);
      for (const { function: called } of value.message.tool_calls ?? []) {
        // Calls have no ids here: results are matched by their order and the tool's name.
        const { name, arguments: given } = called;
        const input = typeof given === 'string' ? toolInput(given) : (given ?? {});
        const written = typeof given === 'string' ? given : JSON.stringify(input);
        calls.push({ id: `call-${calls.length}`, name, input, written });
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
    complete: () => done,
    finish() {
      const problem = lines.finish();
      // A last line that can't be read is where the answer broke off, if it began like one.
      if (problem !== null && (problem.reported || !newest.startsWith('{'))) return problem;
      if (!done) return brokenOff(SERVER);
      const stop = reason === 'length' ? 'length' : calls.length > 0 ? 'tools' : 'end';
      return { text, calls, stop, model, original: thinking };
    },
  };
}
