import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'vitest';
import { expectSessionHolds } from './random-session.ts';
import { statusPage } from './status-page.ts';

const fixtures = join(import.meta.dirname, '../../fixtures/trackers');
const documents = [
  ['lamp.md', new TextEncoder().encode(statusPage)] as const,
  ...readdirSync(fixtures, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => [name, readFileSync(join(fixtures, name))] as const),
];

describe('a session of random edits, outside changes, undos and restarts', () => {
  it.each([3, 17])(
    'leaves file and workspace saying the same, and the logs replay to it (seed %i)',
    (seed) => expectSessionHolds(seed, documents),
    120_000,
  );
});
