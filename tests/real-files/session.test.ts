import { describe, it } from 'vitest';
import { expectSessionHolds } from '../integration/engine/random-session.ts';
import { givenFiles } from './given-files.ts';

/** Every fifth file: a session is about many kinds of change, not about many files. */
const documents = givenFiles
  .filter((_file, at) => givenFiles.length < 10 || at % 5 === 0)
  .map(({ name, bytes }) => [name, bytes] as const);

describe('a session of random edits, outside changes, undos and restarts over what was given', () => {
  it.each([3, 17])(
    'leaves file and workspace saying the same, and the logs replay to it (seed %i)',
    (seed) => expectSessionHolds(seed, documents),
    300_000,
  );
});
