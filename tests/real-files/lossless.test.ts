import { describe, expect, it } from 'vitest';
import { checkLossless } from '../../core/domain/trackers/check/check.ts';
import { givenFiles } from './given-files.ts';

describe('every file that was given', () => {
  it.each(givenFiles.map(({ name, bytes }) => [name, bytes] as const))(
    '%s is kept to the byte and counted',
    (name, bytes) => {
      const report = checkLossless(bytes, name, { maxEdits: 30 });
      expect(report.failures).toEqual([]);
      expect(report).toMatchObject({ ok: true, identical: true, agrees: true });
    },
    120_000,
  );
});
