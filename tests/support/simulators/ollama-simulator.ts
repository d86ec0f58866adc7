import type { ScriptedAnswer } from './scripted-server.ts';
import type { ScriptedTurn } from './scripted-turn.ts';

const line = (value: unknown) => `${JSON.stringify(value)}\n`;

/** An answer of `POST /api/chat` with `stream: true`, as Ollama's API documentation describes it. */
export function ollamaAnswer(turn: ScriptedTurn, model = 'finch:8b'): ScriptedAnswer {
  const head = { model, created_at: '2026-11-20T12:00:00.000Z' };
  const message = (fields: object) => ({ role: 'assistant', content: '', ...fields });
  return {
    headers: { 'content-type': 'application/x-ndjson' },
    portions: [
      ...(turn.text ?? []).map((content) => line({ ...head, message: message({ content }), done: false })),
      ...(turn.calls ?? []).map((call) =>
        line({
          ...head,
          message: message({ tool_calls: [{ function: { name: call.name, arguments: call.input } }] }),
          done: false,
        }),
      ),
      line({
        ...head,
        message: message({}),
        done: true,
        done_reason: turn.cutAtLength === true ? 'length' : 'stop',
        total_duration: 4_883_583_458,
        load_duration: 1_334_875,
        prompt_eval_count: turn.tokensIn ?? 26,
        prompt_eval_duration: 342_546_000,
        eval_count: turn.tokensOut ?? 282,
        eval_duration: 4_535_599_000,
      }),
    ],
  };
}
