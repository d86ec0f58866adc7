import { cutText } from '../../core/kernel/cut-text.ts';
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
/** What stays of each of them at least, where even that is too much. */
const FRESH_CHARACTERS = 1_000;
const CUT_SHORT =
  '\n[the rest is left out: the conversation is larger than the model can take in; ask for a smaller part]';
const LEFT_OUT = '[left out to keep the conversation small; call the tool again if you need it]';

/** About what the conversation takes when sent. */
export function sizeOf(messages: readonly Message[]): number {
  return messages.reduce((sum, message) => sum + messageSize(message), 0);
}

/**
 * The conversation within a bound: results of tools are left out, the oldest first, until it fits; then the newest are cut.
 * Null when even that is not enough.
 */
export function fitted(messages: readonly Message[], bytes: number): readonly Message[] | null {
  let size = sizeOf(messages);
  if (size <= bytes) return messages;
  const rounds = messages.flatMap((message, index) => (message.role === 'tools' ? [index] : []));
  const fresh = rounds.splice(Math.max(0, rounds.length - FRESH_ROUNDS));
  const kept = [...messages];
  const shorten = (indices: readonly number[], short: (result: ToolResult) => ToolResult): boolean =>
    indices.some((index) => {
      const [original, before] = [messages[index], kept[index]];
      if (original?.role !== 'tools' || before === undefined) return false;
      const shorter: Message = { role: 'tools', results: original.results.map(short) };
      size += messageSize(shorter) - messageSize(before);
      kept[index] = shorter;
      return size <= bytes;
    });
  if (shorten(rounds, withoutText)) return kept;
  const newest = sizeOf(fresh.flatMap((index) => messages[index] ?? []));
  const share = newest === 0 ? 0 : (bytes - (size - newest)) / newest;
  if (shorten(fresh, (result) => cutTo(result, result.text.length * share))) return kept;
  return shorten(fresh, (result) => cutTo(result, 0)) ? kept : null;
}

/** A bound for a conversation that was too long as `sent`: well below its size where that can be, null where it can't shrink. */
export function smallerBound(messages: readonly Message[], sent: readonly Message[]): number | null {
  const bounds = [0.5, 0.75, 0.95].map((share) => Math.floor(sizeOf(sent) * share));
  return bounds.find((bytes) => fitted(messages, bytes) !== null) ?? null;
}

const withoutText = (result: ToolResult): ToolResult =>
  result.text.length > LEFT_OUT.length ? { ...result, text: LEFT_OUT } : result;

function cutTo(result: ToolResult, characters: number): ToolResult {
  const room = Math.max(FRESH_CHARACTERS, Math.floor(characters)) - CUT_SHORT.length;
  return result.text.length > room ? { ...result, text: cutText(result.text, room) + CUT_SHORT } : result;
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
