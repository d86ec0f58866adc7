import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { search } from '../../../db/readers/search/search.ts';
import { sampleVersions } from '../../support/sample-documents.ts';
import { expectIdsKept, expectKept } from './kept-files.ts';

const root = join(import.meta.dirname, '../../..');
const files = ['tests/fixtures/**/*.{md,yaml}', 'assets/sample/*.md']
  .flatMap((pattern) => globSync(pattern, { cwd: root }))
  .toSorted()
  .map((name) => ({ path: join(root, name), bytes: readFileSync(join(root, name)) }));

describe('whole documents', () => {
  test('are kept byte for byte, found again, and replay to the same rows', async () => {
    expect(files.length).toBeGreaterThan(20);
    const ws = await expectKept(files);
    expect(search(ws.db.read, 'milestone', 20).hits.length).toBeGreaterThan(0);
  }, 120_000);

  test('keep the ids of most items through a history of seven versions', async () => {
    const versions = sampleVersions('beacon-renewal-status', '2026-11-20');
    expect(versions).toHaveLength(7);
    await expectIdsKept(
      versions.map((text, at) => ({
        path: `/plans/beacon.v${at + 1}.md`,
        bytes: new TextEncoder().encode(text),
      })),
    );
  });
});
