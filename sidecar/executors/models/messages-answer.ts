import { z } from 'zod';
import type { TokenCounts } from '../../../core/domain/fleet/money/prices.ts';
import { unreachable } from '../../../core/kernel/unreachable.ts';
import type { ModelRequest, ModelTurn } from '../../tools/model-provider.ts';
import { textAt, textOf } from '../commands/json-path.ts';
import { checkAnswer, createAnswerEvents, toolInput } from './answer-lines.ts';
import type { AnswerReader } from './exchange.ts';
import { brokenOff } from './problem.ts';

const SERVER = 'The Messages API';

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
]);
type Event = z.output<typeof Event>;
const known = new Set<string>(Event.options.map((option) => option.shape.type.value));

const stops: Readonly<Record<string, ModelTurn['stop']>> = {
  tool_use: 'tools',
  max_tokens: 'length',
  refusal: 'refused',
  model_context_window_exceeded: 'context-full',
  pause_turn: 'paused',
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
  let usage: z.output<typeof Usage> = {};

  const counted = (later: z.output<typeof Usage> | null | undefined) => {
    if (!later) return;
    // Later numbers replace earlier ones; a field that is not repeated keeps its value.
    for (const [key, value] of Object.entries(later)) if (value !== null) usage = { ...usage, [key]: value };
    request.onUsage(countsOf(usage));
  };

  const take = (event: Event): void => {
    switch (event.type) {
      case 'message_start':
        model = event.message.model;
        counted(event.message.usage);
        break;
      case 'content_block_start':
        blocks.set(event.index, { block: event.content_block, written: '', complete: false });
        if (event.content_block.type === 'text') request.onText(textOf(event.content_block['text']) ?? '');
        break;
      case 'content_block_delta': {
        const open = blocks.get(event.index);
        if (open === undefined) break;
        grow(open, event.delta);
        if (event.delta.text !== undefined) request.onText(event.delta.text);
        break;
      }
      case 'content_block_stop': {
        const open = blocks.get(event.index);
        if (open !== undefined) open.complete = true;
        if (open?.block.type === 'text') request.onText('\n');
        break;
      }
      case 'message_delta':
        stop = event.delta.stop_reason ?? stop;
        counted(event.usage);
        break;
      case 'message_stop':
        ended = true;
        break;
      default:
        unreachable(event);
    }
  };

  const lines = createAnswerEvents(SERVER, {
    onEvent(event, json, text) {
      // Its name repeats the type, and is left out by some. `ping`, and events that come to exist later, are passed over.
      const type = event === 'message' ? textAt(json, 'type') : event;
      if (type === null || !known.has(type)) return null;
      const checked = checkAnswer(SERVER, json, text, Event);
      if ('error' in checked) return checked;
      take(checked.value);
      return null;
    },
  });

  return {
    push: (bytes) => lines.push(bytes),
    complete: () => ended,
    finish() {
      const problem = lines.finish();
      if (problem !== null) return problem;
      if (!ended || stop === null) return brokenOff(SERVER);
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

function turnOf(blocks: readonly OpenBlock[], stop: string, model: string | null): ModelTurn {
  // Where the answer was cut, a call that has no end may be one that would have gone on.
  const usable = blocks.filter(
    ({ block, complete }) => block.type !== 'tool_use' || complete || stop === 'tool_use',
  );
  const calls = usable.flatMap(({ block, written }) => {
    if (block.type !== 'tool_use') return [];
    // Some send the input whole, where the block begins.
    const input = written === '' && isFilled(block['input']) ? block['input'] : toolInput(written);
    // What goes back to the API must be an object, whatever the model wrote.
    block['input'] = isFilled(input) ? input : {};
    return [
      {
        id: textOf(block['id']) ?? '',
        name: textOf(block['name']) ?? '',
        input,
        written: written || JSON.stringify(input),
      },
    ];
  });
  const texts = usable.flatMap(({ block }) => (block.type === 'text' ? [textOf(block['text']) ?? ''] : []));
  return {
    text: texts.join('\n'),
    calls,
    stop: stops[stop] ?? (calls.length > 0 ? 'tools' : 'end'),
    model,
    // An empty text is not accepted back.
    original: usable
      .map(({ block }) => block)
      .filter((block) => block.type !== 'text' || block['text'] !== ''),
  };
}

const isFilled = (input: unknown): boolean =>
  typeof input === 'object' && input !== null && !Array.isArray(input) && Object.keys(input).length > 0;

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
