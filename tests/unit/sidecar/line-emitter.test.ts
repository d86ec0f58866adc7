import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createLineEmitter } from '../../../sidecar/streams/line-emitter.ts';

function shownOf(portions: readonly string[]): { lines: string[]; states: string[] } {
  const lines: string[] = [];
  const states: string[] = [];
  const emitter = createLineEmitter(
    (line) => lines.push(line),
    (state) => states.push(state),
  );
  for (const portion of portions) emitter.push(portion);
  emitter.flush();
  return { lines, states };
}

test('of a progress bar longer than any bound only the last state is a line, and each state can be followed', () => {
  const bar = Array.from(
    { length: 2000 },
    (_, done) => `\rlayer 7 [${'='.repeat(done / 50)}] ${done} of 1999`,
  );
  const { lines, states } = shownOf(['mirror 7\n', ...bar, '\ndone\n']);
  expect(lines).toEqual(['mirror 7', `layer 7 [${'='.repeat(39)}] 1999 of 1999`, 'done']);
  expect(states.at(0)).toBe('layer 7 [] 0 of 1999');
  expect(states).toHaveLength(2000);
});

test('bars that erase the line, jump to its first column, take back characters or end each state count, too', () => {
  expect(shownOf(['\u{1B}[2K\r10 %', '\u{1B}[2K\r20 %\n']).lines).toEqual(['20 %']);
  expect(shownOf(['10 %\u{1B}[', 'G20 %\u{1B}[1G30 %\n']).lines).toEqual(['30 %']);
  expect(shownOf(['wait |', '\b/', '\b-', '\b\bok\n']).lines).toEqual(['waitok']);
  expect(shownOf(['10 %\r', '20 %\r', '\ndone']).lines).toEqual(['20 %', 'done']);
  expect(shownOf([`|${'\b/\b-'.repeat(5000)}`, '\bok\n']).lines).toEqual(['ok']);
});

const units = [
  'a',
  '\n',
  '\r\n',
  '\u{1F6A2}',
  'é',
  '\u{1B}[31m',
  '\u{1B}[0m',
  'Пройден тест ',
  'x'.repeat(700),
];

test('lines and the pieces of long ones are the same however the text is cut, and no character is torn', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...units), { maxLength: 60 }).map((parts) => Array.from(parts.join(''))),
      fc.array(fc.nat(5000), { maxLength: 20 }),
      (characters, places) => {
        const cuts = [0, ...places.map((place) => Math.min(place, characters.length)).sort((a, b) => a - b)];
        const portions = [...cuts, characters.length]
          .slice(1)
          .map((end, index) => characters.slice(cuts[index], end).join(''));
        const whole = shownOf([characters.join('')]).lines;
        expect(shownOf(portions).lines).toEqual(whole);
        for (const line of whole) {
          expect(line.isWellFormed()).toBe(true);
          expect(line.length).toBeLessThanOrEqual(2000);
        }
      },
    ),
    { numRuns: 300 },
  );
});
