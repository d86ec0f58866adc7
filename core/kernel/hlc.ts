import type { DeviceId } from './ids.ts';
import { fail, ok, type Result } from './result.ts';

/**
 * Hybrid logical clock. A stamp is wall-clock milliseconds, a counter for what happens within one of them, and the
 * device: `mmmmmmmmmmmm-ccccc-device`, both numbers in fixed-width lowercase hex, so that comparing stamps as text
 * is comparing them in time. Two devices never make the same stamp, and what was seen before is always smaller.
 */
export interface HlcState {
  readonly millis: number;
  readonly counter: number;
}

export interface HlcStamp extends HlcState {
  readonly device: string;
}

const MILLIS_DIGITS = 12;
const COUNTER_DIGITS = 5;
const MAX_MILLIS = 0xff_ff_ff_ff_ff_ff;
export const MAX_COUNTER = 0xf_ff_ff;

/** How far a stamp from elsewhere may lie ahead of this device's clock. */
export const MAX_DRIFT_MS = 5 * 60_000;

const PATTERN = /^([0-9a-f]{12})-([0-9a-f]{5})-(.{1,67})$/s;

export function packHlc(state: HlcState, device: DeviceId | ''): string {
  const millis = state.millis.toString(16).padStart(MILLIS_DIGITS, '0');
  const counter = state.counter.toString(16).padStart(COUNTER_DIGITS, '0');
  return `${millis}-${counter}-${device}`;
}

export function parseHlc(packed: string): HlcStamp | null {
  const match = PATTERN.exec(packed);
  if (match === null) return null;
  const [, millis = '', counter = '', device = ''] = match;
  return { millis: Number.parseInt(millis, 16), counter: Number.parseInt(counter, 16), device };
}

/**
 * The state for the next local stamp. A wall clock that went back a little does not take the stamps back with it; what was
 * stamped far ahead of it (`isFarAhead`) is not to be given as `last`.
 */
export function sendHlc(last: HlcState, now: number): Result<HlcState, 'clock.overflow'> {
  const millis = Math.max(last.millis, now);
  return carried(millis, millis === last.millis ? last.counter + 1 : 0);
}

/** Further ahead of this device's clock than any stamp it takes in, and what carries over from a full millisecond. */
export const FAR_AHEAD_MS = MAX_DRIFT_MS + 1000;

/** Stamped by a clock that is not the one of now: others would not take it in. */
export function isFarAhead(millis: number, now: number): boolean {
  return millis - now > FAR_AHEAD_MS;
}

/** The state after seeing a stamp made elsewhere: later than it and than everything made here. */
export function receiveHlc(
  last: HlcState,
  remote: HlcState,
  now: number,
  maxDrift: number = MAX_DRIFT_MS,
): Result<HlcState, 'clock.overflow' | 'clock.ahead'> {
  if (remote.millis - now > maxDrift) {
    return fail(
      'clock.ahead',
      `A change was stamped ${remote.millis - now} ms ahead of this device's clock, more than the ${maxDrift} ms allowed. It waits until this clock has come that far. Correct the clock of the device that runs ahead, or of this one.`,
      { ahead: remote.millis - now, limit: maxDrift },
      true,
    );
  }
  const millis = Math.max(last.millis, remote.millis, now);
  let counter = 0;
  if (millis === last.millis) counter = last.counter + 1;
  if (millis === remote.millis) counter = Math.max(counter, remote.counter + 1);
  return carried(millis, counter);
}

/** A full millisecond is followed by the next: whoever sends a stamp at its end stops no clock. */
function carried(millis: number, counter: number): Result<HlcState, 'clock.overflow'> {
  if (counter > MAX_COUNTER) return carried(millis + 1, 0);
  if (millis <= MAX_MILLIS) return ok({ millis, counter });
  return fail(
    'clock.overflow',
    "This device's clock stands beyond the last time a change can be stamped with. Nothing was written. Set the clock, then try again.",
    { millis },
    true,
  );
}
