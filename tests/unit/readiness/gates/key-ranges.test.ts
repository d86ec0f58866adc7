import { expect, test } from 'vitest';
import { keysIn } from '../../../../core/domain/readiness/gate/key-ranges.ts';

test.each([
  ['A-E', ['A', 'B', 'C', 'D', 'E']],
  ['F', ['F']],
  ['UC-01 to UC-03', ['UC-01', 'UC-02', 'UC-03']],
  ['UC-09..UC-11', ['UC-09', 'UC-10', 'UC-11']],
  ['UC-01-UC-02', ['UC-01', 'UC-02']],
  ['REG-01', ['REG-01']],
  ['WS1, WS3 and WS4', ['WS1', 'WS3', 'WS4']],
  ['1–3', ['1', '2', '3']],
  // Nothing lies between these: each text is one key.
  ['E-A', ['E-A']],
  ['UC-01-REG-02', ['UC-01-REG-02']],
])('"%s" names %j', (text, keys) => {
  expect(keysIn(text)).toEqual({ ok: true, value: keys });
});

test.each([
  ['1-9999', /more than 1000 keys/u],
  [' , ', /names no key/u],
])('"%s" is refused', (text, message) => {
  expect(keysIn(text)).toMatchObject({
    ok: false,
    error: { code: 'gate.bad-keys', message: expect.stringMatching(message) },
  });
});
