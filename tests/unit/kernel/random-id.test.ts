import { expect, test } from 'vitest';
import { randomId } from '../../../core/kernel/random-id.ts';

test.each([
  [[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]],
  [[255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255]],
  [[0, 16, 131, 16, 81, 135, 32, 146, 139, 48, 211, 143]],
  [[251, 239, 190, 62, 7, 128, 1, 254, 99, 200, 17, 85]],
])('an id spells its random bytes %j in base64url', (bytes) => {
  const entropy = { bytes: (count: number) => Uint8Array.from(bytes).subarray(0, count) };
  expect(randomId(entropy, 'ta')).toBe(`ta_${Buffer.from(bytes).toString('base64url')}`);
});
