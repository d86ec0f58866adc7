import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { FleetEvent } from '../../core/domain/fleet/events.ts';
import { fastValidator } from '../../core/kernel/fast-validator.ts';
import { fleetHistory } from '../support/fleet/fleet-history.ts';

const events: unknown[] = JSON.parse(
  JSON.stringify(fleetHistory({ seed: 5, agents: 12, tasks: 120, progress: 2 })),
);

const odd = fc.constantFrom<unknown>(
  null,
  '',
  'x'.repeat(2500),
  ' padded ',
  0,
  -1,
  1.5,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  2 ** 60,
  true,
  [],
  {},
  [null],
  { kind: 'shell' },
);

/** Every place in a value where something else could stand. */
function placesOf(value: unknown, path: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([name, inner]) => placesOf(inner, [...path, name]))];
}

function replaced(value: unknown, path: readonly (string | number)[], by: unknown, how: string): unknown {
  const [name, ...rest] = path;
  if (name === undefined) return by;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value))
    return value.map((one: unknown, n) => (String(n) === String(name) ? replaced(one, rest, by, how) : one));
  const fields = Object.entries(value).flatMap(([key, inner]) => {
    if (key !== name) return [[key, inner]];
    if (rest.length > 0) return [[key, replaced(inner, rest, by, how)]];
    if (how === 'absent') return [];
    return how === 'added'
      ? [
          [key, inner],
          [`${key}Too`, by],
        ]
      : [[key, by]];
  });
  return Object.fromEntries(fields);
}

test('what is in form to the letter is handed back as it is', () => {
  const quick = fastValidator(FleetEvent);
  for (const event of events) expect(quick.safeParse(event).data).toBe(event);
});

test('whatever is changed in an event, the answer is that of the schema', () => {
  const quick = fastValidator(FleetEvent);
  fc.assert(
    fc.property(
      fc.constantFrom(...events),
      fc.nat(),
      odd,
      fc.constantFrom('other', 'absent', 'added'),
      (event, at, by, how) => {
        const places = placesOf(event);
        const changed = replaced(event, places[at % places.length] ?? [], by, how);
        const slow = FleetEvent.safeParse(changed);
        const fast = quick.safeParse(changed);
        expect(fast.success).toBe(slow.success);
        expect(fast.data).toStrictEqual(slow.data);
        expect(fast.error?.issues).toEqual(slow.error?.issues);
      },
    ),
    { numRuns: 3000 },
  );
});

test.each([
  ['a refinement', z.string().refine((text) => text !== 'no'), 'no'],
  ['another form of text', z.email(), 'nobody'],
  ['coerced numbers', z.coerce.number(), '5'],
  ['a transformation', z.string().transform((text) => text.length), 'abc'],
  ['a sticky expression', z.string().regex(/a/y), 'ba'],
  ['a strict object', z.strictObject({ a: z.string() }), { a: 'b', c: 'd' }],
  ['a refined object', z.object({ a: z.number() }).refine(({ a }) => a > 3), { a: 1 }],
  [
    'a missing field beside an optional one',
    z.object({ a: z.string(), b: z.string().optional() }),
    { b: 'c' },
  ],
  ['an exclusive bound', z.number().gt(1), 1],
  ['an exclusive upper bound', z.number().lt(1), 1],
  ['a multiple', z.number().multipleOf(2), 3],
  ['a bounded array', z.array(z.string()).min(2).max(3), ['a']],
  ['keys of a record', z.record(z.string().min(2), z.number()), { a: 1 }],
  ['values of a record', z.record(z.string(), z.number()), { a: 'b' }],
  [
    'a union',
    z.union([z.object({ a: z.string() }), z.object({ a: z.string(), b: z.string() })]),
    { a: 'a', b: 'b' },
  ],
  ['an array for an object', z.object({}), []],
  ['a boolean', z.boolean(), 1],
  ['a preset', z.object({ a: z.string().default('b') }), {}],
])('%s is left to the schema', (_name, schema: z.ZodType, value) => {
  const slow = schema.safeParse(value);
  const fast = fastValidator(schema).safeParse(value);
  expect(fast.success).toBe(slow.success);
  expect(fast.data).toStrictEqual(slow.data);
});
