import { unreachable } from '../../core/kernel/unreachable.ts';

/** A tool call a model made. `input` is undefined when what it wrote is no JSON; `written` is what it wrote. */
export interface ToolCall {
  readonly id: string;
  readonly name: string;
  readonly input: unknown;
  readonly written: string;
}

export interface ToolResult {
  readonly call: ToolCall;
  readonly text: string;
  readonly failed: boolean;
}

/** A conversation as all providers understand it. */
export type Message =
  | { readonly role: 'user'; readonly text: string }
  | {
      readonly role: 'model';
      readonly text: string;
      readonly calls: readonly ToolCall[];
      /** The provider's own form of the answer, for what it wants to be given back unchanged. */
      readonly original: unknown;
    }
  | { readonly role: 'tools'; readonly results: readonly ToolResult[] };

/** Results of the newest rounds stay whole, since the model works with them. */
const FRESH_ROUNDS = 2;
const LEFT_OUT = '[left out to keep the conversation small; call the tool again if you need it]';

/** About what the conversation takes when sent. */
export function sizeOf(messages: readonly Message[]): number {
  return messages.reduce((sum, message) => sum + messageSize(message), 0);
}

/**
 * The conversation within a bound: results of tools are left out, the oldest first, until it fits. Null when even that is
 * not enough.
 */
export function fitted(messages: readonly Message[], bytes: number): readonly Message[] | null {
  let size = sizeOf(messages);
  if (size <= bytes) return messages;
  const rounds = messages.flatMap((message, index) => (message.role === 'tools' ? [index] : []));
  const kept = [...messages];
  for (const index of rounds.slice(0, Math.max(0, rounds.length - FRESH_ROUNDS))) {
    const message = kept[index];
    if (message?.role !== 'tools') continue;
    const shorter: Message = {
      role: 'tools',
      results: message.results.map((result) =>
        result.text.length > LEFT_OUT.length ? { ...result, text: LEFT_OUT } : result,
      ),
    };
    size += messageSize(shorter) - messageSize(message);
    kept[index] = shorter;
    if (size <= bytes) return kept;
  }
  return null;
}

function messageSize(message: Message): number {
  switch (message.role) {
    case 'user':
      return message.text.length;
    case 'model':
      return message.text.length + message.calls.reduce((sum, call) => sum + call.written.length, 0);
    case 'tools':
      return message.results.reduce((sum, result) => sum + result.text.length, 0);
    default:
      return unreachable(message);
  }
}
