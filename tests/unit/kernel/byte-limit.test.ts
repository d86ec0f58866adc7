import { expect, it } from 'vitest';
import { byteLimit } from '../../../core/kernel/byte-limit.ts';

it('says a limit as it is, never rounded', () => {
  expect(byteLimit(1024 ** 3)).toBe('1 GiB');
  expect(byteLimit(64 * 1024 ** 3)).toBe('64 GiB');
  expect(byteLimit(256 * 1024 ** 2)).toBe('256 MiB');
  expect(byteLimit(8 * 1024)).toBe('8 KiB');
  expect(byteLimit(1025)).toBe('1025 B');
});
