import { expect, test } from 'vitest';
import { rebuildLines } from '../../../main/cli/commands/rebuild.ts';

const report = {
  same: false,
  ops: 3,
  events: 4,
  firstDifference: 'item it_1: title is "a", replay gives "b"',
  wrongSignature: null,
  milliseconds: 1500,
};

test('a rebuild says that it rebuilt, and what it put right', () => {
  expect(rebuildLines(report, false)).toEqual([
    'Rebuilt from 3 ops and 4 events in 1.5 s.',
    'It put right what differed from the logs, first: item it_1: title is "a", replay gives "b"',
  ]);
  expect(rebuildLines({ ...report, same: true, firstDifference: null }, false)).toEqual([
    'Rebuilt from 3 ops and 4 events in 1.5 s.',
  ]);
});

test('a comparison says what differs, and that it changed nothing by saying no more', () => {
  expect(rebuildLines({ ...report, wrongSignature: 'op_1' }, true)).toEqual([
    'Replay differs from the workspace (3 ops and 4 events in 1.5 s). First difference: item it_1: title is "a", replay gives "b"',
    'A signature in the log does not hold: op_1.',
  ]);
});
