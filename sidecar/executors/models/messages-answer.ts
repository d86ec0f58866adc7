import { z } from 'zod';
import type { TokenCounts } from '../../../core/domain/fleet/money/prices.ts';
import { unreachable } from '../../../core/kernel/unreachable.ts';
import type { ModelRequest, ModelTurn } from '../../tools/model-provider.ts';
import { textOf } from '../commands/json-path.ts';
import { brokenOff, createAnswerEvents, parseAnswer, toolInput } from './answer-lines.ts';
import type { AnswerReader, Problem } from './exchange.ts';

const SERVER = 'The Messages API';
/** Errors a server sends in the middle of a stream that may be gone in a moment. */
const passing = new Set(['overloaded_error', 'api_error', 'rate_limit_error', 'timeout_error']);

const tokens = z.number().int().nonnegative().nullish();
const Usage = z.object({
  input_tokens: tokens,
  output_tokens: tokens,
  cache_read_input_tokens: tokens,
  cache_creation_input_tokens: tokens,
  cache_creation: z.object({ ephemeral_1h_input_tokens: tokens }).nullish(),
});

/** Kinds of blocks that come later than this code are kept as they are, so that they can be given back. */
const Block = z.looseObject({ type: z.string() });
type Block = z.output<typeof Block>;

const Delta = z.looseObject({
  type: z.string(),
  text: z.string().optional(),
  partial_json: z.string().optional(),
  thinking: z.string().optional(),
  signature: z.string().optional(),
});

const index = z.number().int().min(0).max(10_000);
const Event = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('message_start'),
    message: z.object({ model: z.string(), usage: Usage.nullish() }),
  }),
  z.object({ type: z.literal('content_block_start'), index, content_block: Block }),
  z.object({ type: z.literal('content_block_delta'), index, delta: Delta }),
  z.object({ type: z.literal('content_block_stop'), index }),
  z.object({
    type: z.literal('message_delta'),
    delta: z.object({ stop_reason: z.string().nullish() }),
    usage: Usage.nullish(),
  }),
  z.object({ type: z.literal('message_stop') }),
  z.object({
    type: z.literal('error'),
    error: z.object({ type: z.string(), message: z.string().default('') }),
  }),
]);
type Event = z.output<typeof Event>;
const known = new Set<string>(Event.options.map((option) => option.shape.type.value));

const stops: Readonly<Record<string, ModelTurn['stop']>> = {
  tool_use: 'tools',
  max_tokens: 'length',
  refusal: 'refused',
  model_context_window_exceeded: 'context-full',
};

/** What is gathered of a block: its fields, and the JSON of a tool's input as it was written. */
interface OpenBlock {
  readonly block: Block;
  written: string;
  complete: boolean;
}

/** Reads an answer of the Messages API (version 2023-06-01, streamed). */
export function createMessagesReader(request: Pick<ModelRequest, 'onText' | 'onUsage'>): AnswerReader {
  const blocks = new Map<number, OpenBlock>();
  let model: string | null = null;
  let stop: string | null = null;
  let ended = false;
  let shown = false;
  let usage: z.output<typeof Usage> = {};

  const counted = (later: z.output<typeof Usage> | null | undefined) => {
    if (!later) return;
    // Later numbers replace earlier ones; a field that is not repeated keeps its value.
    for (const [key, value] of Object.entries(later)) if (value !== null) usage = { ...usage, [key]: value };
    request.onUsage(countsOf(usage));
  };

  const take = (event: Event): Problem | null => {
    switch (event.type) {
      case 'message_start':
        model = event.message.model;
        counted(event.message.usage);
        return null;
      case 'content_block_start':
        blocks.set(event.index, { block: event.content_block, written: '', complete: false });
        return null;
      case 'content_block_delta': {
        const open = blocks.get(event.index);
        if (open === undefined) return null;
        shown = true;
        grow(open, event.delta);
        if (event.delta.text !== undefined) request.onText(event.delta.text);
        return null;
      }
      case 'content_block_stop': {
        const open = blocks.get(event.index);
        if (open !== undefined) open.complete = true;
        if (open?.block.type === 'text') request.onText('\n');
        return null;
      }
      case 'message_delta':
        stop = event.delta.stop_reason ?? stop;
        counted(event.usage);
        return null;
      case 'message_stop':
        ended = true;
        return null;
      case 'error': {
        const busy = passing.has(event.error.type);
        const error = `${SERVER} reported an error (${event.error.type}): ${event.error.message}`;
        return { error, retryable: busy, busy };
      }
      default:
        return unreachable(event);
    }
  };

  const lines = createAnswerEvents(SERVER, (event) => {
    // Its name repeats the type. `ping`, and events that come to exist later, are passed over.
    if (!known.has(event.event)) return null;
    const parsed = parseAnswer(SERVER, event.data, Event);
    return 'error' in parsed ? parsed : take(parsed.value);
  });

  return {
    push: (bytes) => lines.push(bytes),
    shown: () => shown,
    complete: () => ended,
    finish() {
      const problem = lines.finish();
      if (problem !== null) return problem;
      if (!ended) return brokenOff(SERVER);
      const inOrder = [...blocks].sort(([a], [b]) => a - b).map(([, open]) => open);
      return turnOf(inOrder, stop, model);
    },
  };
}

function grow(open: OpenBlock, delta: z.output<typeof Delta>): void {
  for (const field of ['text', 'thinking', 'signature'] as const) {
    const more = delta[field];
    if (more === undefined) continue;
    const before = open.block[field];
    open.block[field] = `${typeof before === 'string' ? before : ''}${more}`;
  }
  if (delta.partial_json !== undefined) open.written += delta.partial_json;
}

function turnOf(blocks: readonly OpenBlock[], stop: string | null, model: string | null): ModelTurn {
  const usable = blocks.filter(({ block, complete }) => block.type !== 'tool_use' || complete);
  const calls = usable.flatMap(({ block, written }) => {
    if (block.type !== 'tool_use') return [];
    const input = toolInput(written);
    // What goes back to the API must be an object, whatever the model wrote.
    block['input'] = typeof input === 'object' && input !== null && !Array.isArray(input) ? input : {};
    return [{ id: textOf(block['id']) ?? '', name: textOf(block['name']) ?? '', input, written }];
  });
  const texts = usable.flatMap(({ block }) => (block.type === 'text' ? [textOf(block['text']) ?? ''] : []));
  return {
    text: texts.join('\n'),
    calls,
    stop: stops[stop ?? ''] ?? (calls.length > 0 ? 'tools' : 'end'),
    model,
    // An empty text is not accepted back.
    original: usable
      .map(({ block }) => block)
      .filter((block) => block.type !== 'text' || block['text'] !== ''),
  };
}

function countsOf(usage: z.output<typeof Usage>): TokenCounts {
  const written = usage.cache_creation_input_tokens ?? 0;
  const hour = Math.min(written, usage.cache_creation?.ephemeral_1h_input_tokens ?? 0);
  return {
    input: usage.input_tokens ?? 0,
    cacheRead: usage.cache_read_input_tokens ?? 0,
    cacheWrite: written - hour,
    cacheWriteHour: hour,
    output: usage.output_tokens ?? 0,
    singleRequest: true,
  };
}
