import { describe, expect, test } from 'vitest';
import {
  FAR_AHEAD_MS,
  isFarAhead,
  MAX_COUNTER,
  MAX_DRIFT_MS,
  packHlc,
  parseHlc,
  receiveHlc,
  sendHlc,
} from '../../../core/kernel/hlc.ts';
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

  test('goes on in the next millisecond when one can hold no more', () => {
    const after = { ok: true, value: { millis: NOW + 1, counter: 0 } };
    const full = { millis: NOW, counter: MAX_COUNTER };
    expect(sendHlc(full, NOW)).toEqual(after);
    expect(receiveHlc({ millis: NOW, counter: 0 }, full, NOW)).toEqual(after);
  });

  test('says by name when the clock stands beyond all time it can say', () => {
    const late = sendHlc({ millis: 2 ** 48 - 1, counter: MAX_COUNTER }, NOW);
    expect(late.ok ? null : late.error.code).toBe('clock.overflow');
  });
});

test('a packed stamp reads back and says nothing else is one', () => {
  const packed = packHlc({ millis: NOW, counter: 31 }, here);
  expect(parseHlc(packed)).toEqual({ millis: NOW, counter: 31, device: 'de_here' });
  for (const wrong of ['', 'de_here', packed.slice(1), packed.toUpperCase(), packed.slice(0, 19)]) {
    expect(parseHlc(wrong)).toBeNull();
  }
});

test('far ahead is what other devices would not take in', () => {
  expect(isFarAhead(NOW + MAX_DRIFT_MS + 1, NOW)).toBe(false);
  expect(isFarAhead(NOW + FAR_AHEAD_MS + 1, NOW)).toBe(true);
});
