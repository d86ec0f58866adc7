import { describe, test } from 'vitest';
import { expectIdsKept, expectKept } from '../integration/db/kept-files.ts';
import { givenFiles, histories } from './given-files.ts';

describe('a workspace of every file that was given', () => {
  test('keeps them byte for byte and replays to the same rows', async () => {
    await expectKept(givenFiles);
  }, 300_000);
});

describe.runIf(histories.length > 0)('a document with its history', () => {
  test.each(histories)(
    'keeps the ids of most items (%s)',
    async (_name, versions) => {
      await expectIdsKept(versions);
    },
    120_000,
  );
});
