import { describe, expect, test } from 'vitest';
import { driftOf, MAX_COUNTER, packHlc, parseHlc, sendHlc } from '../../../core/kernel/hlc.ts';
import { DeviceId } from '../../../core/kernel/ids.ts';

const NOW = 1_795_165_200_000;
const here = DeviceId.parse('de_here');

describe('sending', () => {
  test('takes the wall clock when it moved on, and resets the counter', () => {
    expect(sendHlc({ millis: NOW - 1, counter: 7 }, NOW)).toEqual({
      ok: true,
      value: { millis: NOW, counter: 0 },
    });
  });

  test('counts within one millisecond', () => {
    expect(sendHlc({ millis: NOW, counter: 7 }, NOW)).toEqual({
      ok: true,
      value: { millis: NOW, counter: 8 },
    });
  });

  test('never goes back with a wall clock that was set back', () => {
    expect(sendHlc({ millis: NOW, counter: 0 }, NOW - 86_400_000)).toEqual({
      ok: true,
      value: { millis: NOW, counter: 1 },
    });
  });

  test('says by name when one millisecond can hold no more', () => {
    const full = sendHlc({ millis: NOW, counter: MAX_COUNTER }, NOW);
    expect(full.ok ? null : full.error.code).toBe('clock.overflow');
  });
});

test('a packed stamp reads back and says nothing else is one', () => {
  const packed = packHlc({ millis: NOW, counter: 31 }, here);
  expect(parseHlc(packed)).toEqual({ millis: NOW, counter: 31, device: 'de_here' });
  for (const wrong of ['', 'de_here', packed.slice(1), packed.toUpperCase(), packed.slice(0, 19)]) {
    expect(parseHlc(wrong)).toBeNull();
  }
});

test('how far the stamps run ahead of the wall clock is told, never as a negative', () => {
  expect(driftOf({ millis: NOW + 10, counter: 0 }, NOW)).toBe(10);
  expect(driftOf({ millis: NOW - 10, counter: 0 }, NOW)).toBe(0);
});
