import type { ScriptedAnswer } from './scripted-server.ts';
import type { ScriptedTurn } from './scripted-turn.ts';

const event = (data: unknown) => `data: ${typeof data === 'string' ? data : JSON.stringify(data)}\n\n`;

/** A streamed chat completion with `include_usage`, as OpenAI's API reference describes it. */
export function openaiAnswer(
  turn: ScriptedTurn & {
    readonly cachedIn?: number;
    readonly withoutUsage?: boolean;
    readonly model?: string;
  },
): ScriptedAnswer {
  const head = {
    id: 'chatcmpl-1',
    object: 'chat.completion.chunk',
    created: 1,
    model: turn.model ?? 'wren-2',
  };
  const chunk = (delta: object, finish_reason: string | null = null) =>
    event({ ...head, choices: [{ index: 0, delta, finish_reason }], usage: null });
  const calls = turn.calls ?? [];
  const reason = turn.cutAtLength === true ? 'length' : calls.length > 0 ? 'tool_calls' : 'stop';
  return {
    headers: { 'content-type': 'text/event-stream' },
    portions: [
      chunk({ role: 'assistant', content: '' }),
      ...(turn.text ?? []).map((content) => chunk({ content })),
      ...calls.flatMap((call, index) => {
        const written = JSON.stringify(call.input);
        const half = Math.floor(written.length / 2);
        const piece = (fields: object) => chunk({ tool_calls: [{ index, ...fields }] });
        return [
          piece({ id: `call_${index}`, type: 'function', function: { name: call.name, arguments: '' } }),
          piece({ function: { arguments: written.slice(0, half) } }),
          piece({ function: { arguments: written.slice(half) } }),
        ];
      }),
      chunk({}, reason),
      ...(turn.withoutUsage === true
        ? []
        : [
            event({
              ...head,
              choices: [],
              usage: {
                prompt_tokens: turn.tokensIn ?? 80,
                completion_tokens: turn.tokensOut ?? 40,
                prompt_tokens_details: { cached_tokens: turn.cachedIn ?? 0 },
              },
            }),
          ]),
      event('[DONE]'),
    ],
  };
}
