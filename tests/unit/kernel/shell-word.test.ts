import { expect, it } from 'vitest';
import { shellWord } from '../../../core/kernel/shell-word.ts';

it('quotes for a shell what has to be quoted', () => {
  expect(shellWord('/tmp/release-1.tar')).toBe('/tmp/release-1.tar');
  expect(shellWord("it's here")).toBe("'it'\\''s here'");
  expect(shellWord('')).toBe("''");
});
