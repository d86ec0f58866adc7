import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { trackers } from '../../../core/contract/trackers.ts';

const FAMILIES = /^(?:file|tracker|undo|import)\./u;

test('the guide says what the refusals of trackers, their files and imports mean', () => {
  const guide = readFileSync('docs/guide/troubleshooting.md', 'utf8');
  const codes = Object.values(trackers).flatMap((entry) => (entry.kind === 'view' ? [] : [...entry.errors]));
  const missing = [...new Set(codes)].filter((code) => FAMILIES.test(code) && !guide.includes(`\`${code}\``));
  expect(missing).toEqual([]);
});
