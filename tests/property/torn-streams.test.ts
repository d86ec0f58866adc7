import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createMessagesReader } from '../../sidecar/executors/models/messages-answer.ts';
import { createOllamaReader } from '../../sidecar/executors/models/ollama-answer.ts';
import { createOpenaiReader } from '../../sidecar/executors/models/openai-answer.ts';
import { createLineReader } from '../../sidecar/streams/read-lines.ts';
import { createServerEventReader, type ServerEvent } from '../../sidecar/streams/server-events.ts';
import { messagesAnswer } from '../support/simulators/messages-simulator.ts';
import { ollamaAnswer } from '../support/simulators/ollama-simulator.ts';
import { openaiAnswer } from '../support/simulators/openai-simulator.ts';

/** Bytes cut at any places, also inside of a character or between CR and LF, and with empty portions. */
const torn = (bytes: fc.Arbitrary<Uint8Array>): fc.Arbitrary<{ whole: Uint8Array; portions: Uint8Array[] }> =>
  bytes.chain((whole) =>
    fc.array(fc.nat(whole.length), { maxLength: 30 }).map((places) => {
      const cuts = [0, ...places.sort((a, b) => a - b), whole.length];
      return { whole, portions: cuts.slice(1).map((end, index) => whole.subarray(cuts[index], end)) };
    }),
  );

const text = (units: readonly string[]) =>
  torn(
    fc
      .array(fc.oneof(fc.constantFrom(...units), fc.string({ unit: 'binary' })), { maxLength: 60 })
      .map((parts) => new TextEncoder().encode(parts.join(''))),
  );

function linesOf(portions: readonly Uint8Array[]): string[] {
  const reader = createLineReader({ maxCharacters: 1_000_000 });
  const lines = portions.flatMap((portion) => {
    const found = reader.push(portion);
    return 'kind' in found ? [] : found;
  });
  return [...lines, ...reader.finish()];
}

function eventsOf(portions: readonly Uint8Array[]): (ServerEvent | 'too-long')[] {
  const reader = createServerEventReader({ maxCharacters: 1_000_000 });
  return linesOf(portions).flatMap((line) => reader.push(line) ?? []);
}

test('lines are the same however their bytes are cut', () => {
  fc.assert(
    fc.property(
      text(['\n', '\r', '\r\n', '⚓', 'é', '\u{1F6A2}', '\u{FEFF}', 'a']),
      ({ whole, portions }) => {
        expect(linesOf(portions)).toEqual(linesOf([whole]));
        const expected = new TextDecoder().decode(whole).split(/\r\n|\r|\n/);
        if (expected.at(-1) === '') expected.pop();
        expect(linesOf(portions)).toEqual(expected);
      },
    ),
    { numRuns: 500 },
  );
});

test('server events are the same however their bytes are cut', () => {
  const units = ['data: ', 'event:', 'data', ':', ' ', '\n', '\r\n', '\n\n', '\r', '{"a":1}', '⚓', 'id: 7'];
  fc.assert(
    fc.property(text(units), ({ whole, portions }) => {
      expect(eventsOf(portions)).toEqual(eventsOf([whole]));
    }),
    { numRuns: 500 },
  );
});

test('a line longer than the bound is refused, also when it comes in small portions', () => {
  const reader = createLineReader({ maxCharacters: 10 });
  const portion = new TextEncoder().encode('abcd');
  expect(reader.push(portion)).toEqual([]);
  expect(reader.push(portion)).toEqual([]);
  expect(reader.push(portion)).toEqual({ kind: 'line-too-long', limit: 10 });
});

test('fields follow the standard: one leading space is dropped, data lines are joined, an empty event is none', () => {
  const lines = [
    ': comment',
    'event: tide',
    'data:  two',
    'data:three',
    'retry: 5',
    '',
    'event: x',
    '',
    'data',
    '',
  ];
  expect(eventsOf([new TextEncoder().encode(`${lines.join('\n')}\ndata: unfinished\n`)])).toEqual([
    { event: 'tide', data: ' two\nthree' },
    { event: 'message', data: '' },
  ]);
});

const turn = {
  text: ['Grüße ⚓ ', '\u{1F6A2} an alle\n', 'Zweite Zeile'],
  calls: [
    { name: 'write_file', input: { path: 'ü.txt', content: 'a\r\nb ⚓' } },
    { name: 'list_files', input: {} },
  ],
};

test.each([
  ['Messages API', messagesAnswer({ ...turn, thinking: 'Hm ⚓' }), createMessagesReader],
  ['Ollama', ollamaAnswer(turn), createOllamaReader],
  ['OpenAI', openaiAnswer(turn), createOpenaiReader],
] as const)(
  'an answer of the %s API is read the same however its bytes are cut',
  (_, answer, createReader) => {
    const bytes = new TextEncoder().encode(answer.portions.join(''));
    const readAll = (portions: readonly Uint8Array[]) => {
      let shown = '';
      const counts: unknown[] = [];
      const reader = createReader({
        onText: (more) => (shown += more),
        onUsage: (count) => counts.push(count),
      });
      const problems = portions.map((portion) => reader.push(portion));
      return { turn: reader.finish(), shown, counts, problems: problems.filter((each) => each !== null) };
    };
    const whole = readAll([bytes]);
    expect(whole.problems).toEqual([]);
    expect(whole.turn).toMatchObject({
      stop: 'tools',
      calls: [{ input: turn.calls[0]?.input }, { input: {} }],
    });
    expect(whole.turn).toHaveProperty('text', turn.text.join(''));
    fc.assert(
      fc.property(torn(fc.constant(bytes)), ({ portions }) => {
        expect(readAll(portions)).toEqual(whole);
      }),
      { numRuns: 200 },
    );
  },
);

test.each([
  ['Messages API', createMessagesReader],
  ['Ollama', createOllamaReader],
  ['OpenAI', createOpenaiReader],
] as const)('no bytes make a reader of the %s API throw', (_, createReader) => {
  const pieces = [
    'data: ',
    'event: message_start\n',
    'event: content_block_delta\n',
    '\n\n',
    '\n',
    '[DONE]',
    '{',
    '}',
    '{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"x"}}',
    'null',
    '[]',
    '17',

    '{"message":{"content":"x"}}',
    '{"done":true}',
    '{"choices":[{"delta":{"content":"x"}}]}',
    '{"choices":[]}',
  ];
  fc.assert(
    fc.property(text(pieces), ({ portions }) => {
      const reader = createReader({ onText: () => {}, onUsage: () => {} });
      for (const portion of portions) if (reader.push(portion) !== null) return;
      reader.finish();
    }),
    { numRuns: 300 },
  );
});
