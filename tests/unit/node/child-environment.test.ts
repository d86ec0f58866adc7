import { expect, test } from 'vitest';
import { childEnvironment } from '../../../node/processes/child-environment.ts';

test('a child gets the environment without our own variables and without named keys', () => {
  const inherited = { PATH: '/bin', QUARTERDECK_TOKEN: 'x', API_KEY: 'y', EMPTY: undefined };
  expect(childEnvironment(inherited, ['API_KEY'], { QUARTERDECK_TASK: 'ta_1' })).toEqual({
    PATH: '/bin',
    QUARTERDECK_TASK: 'ta_1',
  });
});
