import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CallPiece, createGrowingCalls } from '../../../sidecar/executors/models/growing-calls.ts';

function callsOf(pieces: readonly CallPiece[]) {
  const calls = createGrowingCalls();
  for (const piece of pieces) calls.add(piece);
  return calls.calls();
}

interface Wanted {
  readonly name: string;
  readonly input: Record<string, string>;
}

const wanted = fc.array(
  fc.record({
    name: fc.constantFrom('write_file', 'read_file', 'list_files'),
    input: fc.dictionary(fc.string({ minLength: 1, maxLength: 5 }), fc.string({ maxLength: 10 }), {
      minKeys: 1,
    }),
  }),
  { minLength: 1, maxLength: 4 },
);

/** The ways servers cut calls into pieces; `parts` are those of the input. */
const dialects: Readonly<
  Record<string, (call: Wanted, at: number, parts: readonly string[]) => CallPiece[]>
> = {
  'as OpenAI does': ({ name }, index, parts) => [
    { index, id: `call_${index}`, name, written: '' },
    ...parts.map((written) => ({ index, written })),
  ],
  'all under one index': ({ name, input }, at) => [
    { index: 0, id: `call_${at}`, name, written: JSON.stringify(input) },
  ],
  'pieces under one index': ({ name }, at, parts) => [
    { index: 0, id: `call_${at}`, name, written: '' },
    ...parts.map((written) => ({ index: 0, written })),
  ],
  'without an index': ({ name }, at, parts) => [
    { id: `call_${at}`, name, written: '' },
    ...parts.map((written) => ({ written })),
  ],
  'whole, without index and id': ({ name, input }) => [{ name, written: JSON.stringify(input) }],
  'name and id in every piece': ({ name }, index, parts) =>
    parts.map((written) => ({ index, id: `call_${index}`, name, written })),
  'name in every piece, without id': ({ name }, index, parts) =>
    parts.map((written) => ({ index, name, written })),
  'input as an object': ({ name, input }, index) => [{ index, id: `call_${index}`, name, written: input }],
  'the same id for every call': ({ name, input }, index) => [
    { index, id: 'call', name, written: JSON.stringify(input) },
  ],
  'the same index and id for every call': ({ name, input }) => [
    { index: 0, id: 'call', name, written: JSON.stringify(input) },
  ],
};

test.each(Object.entries(dialects))('calls are told apart when they come %s', (dialect, piecesOf) => {
  fc.assert(
    fc.property(wanted, fc.array(fc.nat(40), { maxLength: 4 }), (calls, places) => {
      // Twice the same call under the same id is one that is repeated.
      if (dialect.startsWith('the same index and id')) {
        fc.pre(calls.every((call, at) => JSON.stringify(call) !== JSON.stringify(calls[at - 1])));
      }
      const found = callsOf(
        calls.flatMap((call, at) => {
          const text = JSON.stringify(call.input);
          const cuts = [0, ...places.map((place) => Math.min(place, text.length)).sort((a, b) => a - b)];
          return piecesOf(
            call,
            at,
            [...cuts, text.length].slice(1).map((end, index) => text.slice(cuts[index], end)),
          );
        }),
      );
      expect(found.map(({ name, input }) => ({ name, input }))).toEqual(calls);
      expect(new Set(found.map(({ id }) => id)).size).toBe(calls.length);
    }),
  );
});

test('a name may come in pieces, or grow', () => {
  expect(
    callsOf([
      { index: 0, id: 'a', name: 'write_' },
      { index: 0, name: 'file' },
    ]),
  ).toMatchObject([{ name: 'write_file' }]);
  expect(
    callsOf([
      { id: 'a', name: 'write' },
      { id: 'a', name: 'write_file', written: '{}' },
    ]),
  ).toMatchObject([{ name: 'write_file', input: {} }]);
});
