import { describe, expect, test } from 'vitest';
import {
  driftOf,
  HLC_ZERO,
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
  test('takes the wall clock when it moved on, and starts counting anew', () => {
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

describe('receiving', () => {
  test('lands after both the stamp seen and the last one made here', () => {
    const received = receiveHlc({ millis: NOW, counter: 4 }, { millis: NOW, counter: 9 }, NOW - 50);
    expect(received).toEqual({ ok: true, value: { millis: NOW, counter: 10 } });
  });

  test('takes a stamp up to the drift limit ahead and refuses the next millisecond by name', () => {
    expect(receiveHlc(HLC_ZERO, { millis: NOW + MAX_DRIFT_MS, counter: 0 }, NOW).ok).toBe(true);
    const refused = receiveHlc(HLC_ZERO, { millis: NOW + MAX_DRIFT_MS + 1, counter: 0 }, NOW);
    expect(refused.ok ? null : refused.error).toMatchObject({
      code: 'clock.drift',
      retryable: true,
      facts: { ahead: MAX_DRIFT_MS + 1, limit: MAX_DRIFT_MS },
    });
  });

  test('takes a stamp from long ago without going back', () => {
    expect(receiveHlc({ millis: NOW, counter: 2 }, { millis: 5, counter: 900 }, NOW)).toEqual({
      ok: true,
      value: { millis: NOW, counter: 3 },
    });
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
