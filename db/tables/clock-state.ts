import type { Reader, Writer } from '../handle.ts';

export interface ClockState {
  readonly millis: number;
  readonly counter: number;
  /** The last place given out in the common order of both logs. */
  readonly seq: number;
}

export function readClockState(db: Reader): ClockState {
  return (
    db.get<ClockState>('SELECT millis, counter, seq FROM clock_state WHERE one = 1') ?? {
      millis: 0,
      counter: 0,
      seq: 0,
    }
  );
}

export function writeClockState(db: Writer, state: ClockState): void {
  db.run(
    'UPDATE clock_state SET millis = ?, counter = ?, seq = ? WHERE one = 1',
    state.millis,
    state.counter,
    state.seq,
  );
}
