import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  HLC_ZERO,
  type HlcState,
  MAX_DRIFT_MS,
  packHlc,
  parseHlc,
  receiveHlc,
  sendHlc,
} from '../../core/kernel/hlc.ts';
import { DeviceId } from '../../core/kernel/ids.ts';

const EPOCH = 1_795_000_000_000;
const devices = ['de_a', 'de_b', 'de_c'].map((id) => DeviceId.parse(id));

/** Per step: which device acts, how its wall clock jumps (also back), and from whom it may hear first. */
const step = fc.record({
  device: fc.nat(2),
  jump: fc.integer({ min: -2000, max: 2000 }),
  hearsFrom: fc.option(fc.nat(2), { nil: null }),
});

test('stamps only grow on a device, follow what was heard, and never repeat, whatever the wall clocks do', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
      const clocks: HlcState[] = devices.map(() => HLC_ZERO);
      const walls = devices.map(() => EPOCH);
      const last = devices.map(() => '');
      const all = new Set<string>();
      for (const { device, jump, hearsFrom } of steps) {
        const id = devices[device];
        if (id === undefined) continue;
        walls[device] = (walls[device] ?? EPOCH) + jump;
        const now = walls[device] ?? EPOCH;
        const heard = hearsFrom === null || hearsFrom === device ? null : parseHlc(last[hearsFrom] ?? '');
        if (heard !== null) {
          const received = receiveHlc(clocks[device] ?? HLC_ZERO, heard, now, Number.MAX_SAFE_INTEGER);
          if (!received.ok) throw new Error(received.error.message);
          clocks[device] = received.value;
        }
        const sent = sendHlc(clocks[device] ?? HLC_ZERO, now);
        if (!sent.ok) throw new Error(sent.error.message);
        clocks[device] = sent.value;
        const stamp = packHlc(sent.value, id);
        expect(stamp > (last[device] ?? '')).toBe(true);
        const heardStamp = heard === null || hearsFrom === null ? '' : (last[hearsFrom] ?? '');
        expect(stamp > heardStamp).toBe(true);
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

test('what is refused as drift is exactly what lies beyond the limit', () => {
  fc.assert(
    fc.property(state, fc.integer({ min: -MAX_DRIFT_MS, max: MAX_DRIFT_MS * 2 }), (last, ahead) => {
      const now = EPOCH;
      const received = receiveHlc({ ...last, counter: 0 }, { millis: now + ahead, counter: 0 }, now);
      expect(received.ok).toBe(ahead <= MAX_DRIFT_MS);
    }),
  );
});
