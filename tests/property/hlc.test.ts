import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type HlcState,
  MAX_COUNTER,
  MAX_DRIFT_MS,
  packHlc,
  parseHlc,
  receiveHlc,
  sendHlc,
} from '../../core/kernel/hlc.ts';
import { DeviceId } from '../../core/kernel/ids.ts';

const EPOCH = 1_795_000_000_000;
const here = DeviceId.parse('de_here');
const devices = ['de_a', 'de_b', 'de_c'].map((id) => DeviceId.parse(id));

/** Per step: which device acts, and how its wall clock jumps (also back). */
const step = fc.record({
  device: fc.nat(2),
  jump: fc.integer({ min: -2000, max: 2000 }),
});

test('stamps only grow on a device and never repeat, whatever the wall clocks do', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
      const clocks: HlcState[] = devices.map(() => ({ millis: 0, counter: 0 }));
      const walls = devices.map(() => EPOCH);
      const last = devices.map(() => '');
      const all = new Set<string>();
      for (const { device, jump } of steps) {
        const id = devices[device];
        if (id === undefined) continue;
        walls[device] = (walls[device] ?? EPOCH) + jump;
        const now = walls[device] ?? EPOCH;
        const sent = sendHlc(clocks[device] ?? { millis: 0, counter: 0 }, now);
        if (!sent.ok) throw new Error(sent.error.message);
        clocks[device] = sent.value;
        const stamp = packHlc(sent.value, id);
        expect(stamp > (last[device] ?? '')).toBe(true);
        expect(all.has(stamp)).toBe(false);
        all.add(stamp);
        last[device] = stamp;
      }
    }),
  );
});

const state = fc.record({ millis: fc.nat(2 ** 47), counter: fc.nat(0xf_ff_ff) });

test('comparing packed stamps as text is comparing time, then counter, then device', () => {
  fc.assert(
    fc.property(state, state, fc.nat(2), fc.nat(2), (a, b, i, j) => {
      const [left, right] = [devices[i] ?? devices[0], devices[j] ?? devices[0]];
      if (left === undefined || right === undefined) return;
      const byText = packHlc(a, left) < packHlc(b, right);
      const byParts =
        a.millis !== b.millis
          ? a.millis < b.millis
          : a.counter !== b.counter
            ? a.counter < b.counter
            : left < right;
      expect(byText).toBe(byParts);
    }),
  );
});

test('a packed stamp reads back to what it was made of', () => {
  fc.assert(
    fc.property(state, fc.constantFrom(...devices), (made, device) => {
      expect(parseHlc(packHlc(made, device))).toEqual({ ...made, device });
    }),
  );
});

test('no stamp that is taken in stops the clock: whatever was seen, the next one is later', () => {
  const near = fc.record({
    millis: fc.integer({ min: EPOCH - 1000, max: EPOCH + MAX_DRIFT_MS }),
    counter: fc.oneof(fc.nat(MAX_COUNTER), fc.constantFrom(MAX_COUNTER - 1, MAX_COUNTER)),
  });
  fc.assert(
    fc.property(near, fc.array(near, { minLength: 1, maxLength: 20 }), (last, remotes) => {
      let clock: HlcState = last;
      for (const remote of remotes) {
        const seen = receiveHlc(clock, remote, EPOCH);
        if (!seen.ok) throw new Error(seen.error.message);
        const sent = sendHlc(seen.value, EPOCH);
        if (!sent.ok) throw new Error(sent.error.message);
        for (const before of [clock, remote])
          expect(packHlc(sent.value, here) > packHlc(before, here)).toBe(true);
        clock = sent.value;
      }
    }),
  );
});
