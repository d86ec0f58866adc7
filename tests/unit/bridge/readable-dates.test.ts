import { describe, expect, test } from 'vitest';
import { readableDates } from '../../../renderer/bridge/readable-dates.ts';

describe('dates inside sentences', () => {
  test('are written as everywhere else', () => {
    expect(readableDates('moved from 2026-03-27 to 2026-04-03.')).toBe(
      'moved from Mar 27, 2026 to Apr 3, 2026.',
    );
  });

  test('stay as they are inside names and paths, and where they are no date', () => {
    expect(readableDates('report-2026-03-27.md')).toBe('report-2026-03-27.md');
    expect(readableDates('plan (conflicted copy 2026-03-27).md is there.')).toContain('2026-03-27');
    expect(readableDates('plan 2026-03-27.md')).toBe('plan 2026-03-27.md');
    expect(readableDates('plan (2026-03-27).md')).toBe('plan (2026-03-27).md');
    expect(readableDates('Card two @{2026-03-27} and (2026-03-27) and #2026-03-27')).toContain(
      'Card two @{2026-03-27} and (2026-03-27) and #2026-03-27',
    );
    expect(readableDates('“Cut 2026-03-27” was due 2026-03-28, and "Cut 2026-03-27" is not')).toBe(
      '“Cut 2026-03-27” was due Mar 28, 2026, and "Cut 2026-03-27" is not',
    );
    expect(readableDates('2026-99-99')).toBe('2026-99-99');
  });
});
