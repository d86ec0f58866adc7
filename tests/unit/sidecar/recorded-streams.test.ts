import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { priceTable } from '../../../core/domain/fleet/money/price-table.ts';
import { costOf, type TokenCounts } from '../../../core/domain/fleet/money/prices.ts';
import { createHttpClient } from '../../../node/http/http-client.ts';
import { builtInProfiles } from '../../../sidecar/executors/commands/built-in-profiles.ts';
import { createCommandOutput } from '../../../sidecar/executors/commands/command-output.ts';
import { createMessagesReader } from '../../../sidecar/executors/models/messages-answer.ts';
import { createOllamaReader } from '../../../sidecar/executors/models/ollama-answer.ts';
import { createOpenaiReader } from '../../../sidecar/executors/models/openai-answer.ts';

/** One stream of each executor's kind with every event its documentation lists. */
const recorded = (name: string): Uint8Array =>
  readFileSync(join(import.meta.dirname, '../../fixtures/executor-streams', name));

const atEveryByte = (bytes: Uint8Array): [Uint8Array, Uint8Array][] =>
  Array.from(bytes, (_, at) => [bytes.subarray(0, at), bytes.subarray(at)]);

/** Cheaper than the comparison of the test runner, thousands of times. */
const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

const models = [
  ['ollama.ndjson', createOllamaReader],
  ['openai.sse', createOpenaiReader],
  ['messages.sse', createMessagesReader],
] as const;

function readModel(create: (typeof models)[number][1], portions: readonly Uint8Array[]) {
  let shown = '';
  let counts: unknown = null;
  const reader = create({
    onText: (text) => {
      shown += text;
    },
    onUsage: (now) => {
      counts = now;
    },
  });
  const problems = portions.flatMap((portion) => reader.push(portion) ?? []);
  return { outcome: problems[0] ?? reader.finish(), shown: shown.trim(), counts, over: reader.complete() };
}

test.each(models)('%s is read the same wherever it is cut in two', (name, create) => {
  const bytes = recorded(name);
  const whole = readModel(create, [bytes]);
  expect(whole).toMatchObject({
    outcome: {
      stop: 'tools',
      text: 'Ich schreibe – ü🚢',
      calls: [
        { name: 'write_file', input: { path: 'quay.txt', content: 'ä\n' } },
        { name: 'list_files', input: {} },
      ],
    },
    shown: 'Ich schreibe – ü🚢',
    over: true,
  });
  expect(atEveryByte(bytes).filter((halves) => !isSame(readModel(create, halves), whole))).toEqual([]);
  expect(
    readModel(
      create,
      Array.from(bytes, (byte) => Uint8Array.of(byte)),
    ),
  ).toEqual(whole);
});

test('an answer with other line ends, in pieces of three bytes and without its last mark, is the same', () => {
  const plain = new TextDecoder().decode(recorded('openai.sse'));
  const bytes = new TextEncoder().encode(plain.replaceAll('\n', '\r\n').replace(/data: \[DONE\]\s*/u, ''));
  const portions = Array.from({ length: Math.ceil(bytes.length / 3) }, (_, at) =>
    bytes.subarray(3 * at, 3 * at + 3),
  );
  const { over: _, ...whole } = readModel(createOpenaiReader, [recorded('openai.sse')]);
  expect(readModel(createOpenaiReader, portions)).toMatchObject(whole);
});

test('caches written for minutes and for an hour cost what each costs', () => {
  const cache_creation = { ephemeral_5m_input_tokens: 15_000, ephemeral_1h_input_tokens: 5_000 };
  const caches = { cache_creation_input_tokens: 20_000, cache_read_input_tokens: 300_000 };
  const usage = { input_tokens: 1_000, ...caches };
  const events = [
    {
      type: 'message_start',
      message: { model: 'claude-sonnet-4-5', usage: { ...usage, cache_creation, output_tokens: 1 } },
    },
    { type: 'message_delta', delta: { stop_reason: 'end_turn' }, usage: { ...usage, output_tokens: 700 } },
    { type: 'message_stop' },
  ];
  const text = events.map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`).join('');
  let counts: TokenCounts | null = null;
  const reader = createMessagesReader({ onText() {}, onUsage: (now) => void (counts = now) });
  reader.push(new TextEncoder().encode(text));
  expect(counts && costOf('claude-sonnet-4-5', counts, Date.parse('2026-11-20'), priceTable)).toEqual({
    micros: 189_750,
    currency: 'USD',
  });
});

test.each(models)('%s that ends early is the same answer or none', (name, create) => {
  const bytes = recorded(name);
  const { outcome } = readModel(create, [bytes]);
  const others = atEveryByte(bytes).filter(([begun]) => {
    const cut = readModel(create, [begun]).outcome;
    return 'error' in cut ? !cut.retryable || cut.again !== 'once' : !isSame(cut, outcome);
  });
  expect(others).toEqual([]);
});

const commands = [
  ['claude', 'Fertig – eine Datei ⚓.', { tokensIn: 1950, tokensOut: 65 }, 's-harbour', 1],
  ['codex', 'Die Liste steht – 🚢.', { tokensIn: 1200, tokensOut: 80 }, 't-harbour', 4],
  ['gemini', 'Ich lese den Kai – 🚢.\nAlles da ⚓', { tokensIn: 1000, tokensOut: 100 }, 'g-harbour', 1],
] as const;

const deps = {
  timekeeper: { moment: () => ({ wall: 0, steady: 0 }) },
  entropy: { bytes: (count: number) => randomBytes(count) },
  http: createHttpClient({}),
  env: {},
  secretVariables: [],
  prices: [],
  turns: 1,
  conversationBytes: 1,
  silentSeconds: 1,
  pause: async () => {},
};

function readCommand(name: keyof typeof builtInProfiles, portions: readonly Uint8Array[]) {
  const lines: unknown[] = [];
  let spent: unknown = null;
  const output = createCommandOutput(
    { profile: builtInProfiles[name], model: null, deps },
    {
      emit: (line) => lines.push(line),
      progress: () => {},
      spent: (total) => {
        spent = total;
      },
    },
  );
  // A program's output is decoded as it comes.
  const decoder = new TextDecoder();
  for (const portion of portions) output.take('stdout', decoder.decode(portion, { stream: true }));
  output.finish();
  return { facts: output.facts(), said: output.facts().result ?? output.said(), lines, spent };
}

test.each(commands)(
  'the output of %s is read the same wherever it is cut in two',
  (name, said, spent, session, tools) => {
    const bytes = recorded(`${name}.jsonl`);
    const whole = readCommand(name, [bytes]);
    expect(whole).toMatchObject({ facts: { end: 'success', error: null, session }, said, spent });
    const streams = whole.lines.map((line) => JSON.stringify(line)).join('\n');
    expect(streams.match(/"stream":"tool"/g)).toHaveLength(tools);
    expect(streams).not.toContain('"stream":"stdout"');
    expect(atEveryByte(bytes).filter((halves) => !isSame(readCommand(name, halves), whole))).toEqual([]);
  },
);

test.each(commands)('output of %s that ends early tells of no success', (name) => {
  const bytes = recorded(`${name}.jsonl`);
  // Without its line end the last line is whole, too.
  const ends = atEveryByte(bytes.subarray(0, -1)).map(([begun]) => readCommand(name, [begun]).facts.end);
  expect(new Set(ends)).toEqual(new Set([null]));
});
