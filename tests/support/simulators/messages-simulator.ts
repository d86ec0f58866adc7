import type { ScriptedAnswer } from './scripted-server.ts';
import type { ScriptedTurn } from './scripted-turn.ts';

export const serverEvent = (data: { readonly type: string }) =>
  `event: ${data.type}\ndata: ${JSON.stringify(data)}\n\n`;

export interface MessagesTurn extends ScriptedTurn {
  readonly thinking?: string;
  readonly cacheRead?: number;
  readonly cacheWrite?: number;
  readonly model?: string;
  readonly stopReason?: string;
}

/** A streamed answer of the Messages API (version 2023-06-01), as its documentation describes it. */
export function messagesAnswer(turn: MessagesTurn): ScriptedAnswer {
  const events: { readonly type: string }[] = [
    at('message_start', {
      message: {
        id: 'msg_1',
        type: 'message',
        role: 'assistant',
        model: turn.model ?? 'claude-sonnet-4-5-20250929',
        content: [],
        stop_reason: null,
        usage: {
          input_tokens: turn.tokensIn ?? 100,
          cache_read_input_tokens: turn.cacheRead ?? 0,
          cache_creation_input_tokens: turn.cacheWrite ?? 0,
          output_tokens: 1,
        },
      },
    }),
  ];
  let index = -1;
  const block = (content_block: object, deltas: readonly object[]) => {
    index += 1;
    events.push(at('content_block_start', { index, content_block }), at('ping', {}));
    for (const delta of deltas) events.push(at('content_block_delta', { index, delta }));
    events.push(at('content_block_stop', { index }));
  };
  if (turn.thinking !== undefined) {
    block({ type: 'thinking', thinking: '', signature: '' }, [
      { type: 'thinking_delta', thinking: turn.thinking },
      { type: 'signature_delta', signature: 'c2lnbmF0dXJl' },
    ]);
  }
  if (turn.text !== undefined) {
    block(
      { type: 'text', text: '' },
      turn.text.map((text) => ({ type: 'text_delta', text })),
    );
  }
  for (const [number, call] of (turn.calls ?? []).entries()) {
    const written = JSON.stringify(call.input);
    const half = Math.floor(written.length / 2);
    block({ type: 'tool_use', id: `toolu_${number}`, name: call.name, input: {} }, [
      { type: 'input_json_delta', partial_json: '' },
      { type: 'input_json_delta', partial_json: written.slice(0, half) },
      { type: 'input_json_delta', partial_json: written.slice(half) },
    ]);
  }
  const usual =
    turn.cutAtLength === true ? 'max_tokens' : (turn.calls ?? []).length > 0 ? 'tool_use' : 'end_turn';
  events.push(
    at('message_delta', {
      delta: { stop_reason: turn.stopReason ?? usual, stop_sequence: null },
      usage: { output_tokens: turn.tokensOut ?? 50 },
    }),
    at('message_stop', {}),
  );
  return { headers: { 'content-type': 'text/event-stream' }, portions: events.map(serverEvent) };
}

const at = (type: string, fields: object): { readonly type: string } => ({ type, ...fields });

/** A refusal in the form of the Messages API. */
export function messagesRefusal(
  status: number,
  type: string,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): ScriptedAnswer {
  return {
    status,
    headers: { 'content-type': 'application/json', ...headers },
    portions: [JSON.stringify({ type: 'error', error: { type, message }, request_id: 'req_1' })],
  };
}
