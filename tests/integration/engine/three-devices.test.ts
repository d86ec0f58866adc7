import { describe, expect, it } from 'vitest';
import { exchangeBetweenThree } from '../../support/devices/three-devices.ts';

describe('three devices that exchange their logs', () => {
  it.each(Array.from({ length: 20 }, (_, index) => 1000 + index))(
    'end with the same tables and lose no edit without a conflict (seed %i)',
    async (seed) => {
      const { steps, problems } = await exchangeBetweenThree(seed);
      expect(problems, steps.join('\n')).toEqual([]);
    },
  );
});
