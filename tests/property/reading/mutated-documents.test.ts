import { describe, expect, it } from 'vitest';
import { parseTracker } from '../../../core/domain/trackers/read/parse.ts';
import { mutatedReadings } from '../../torture/readings/reader-promises.ts';

describe('mutations of documents', () => {
  it('are read without a broken promise, and edited so', () => {
    const seed = Number(process.env['QUARTERDECK_SEED'] ?? 11);
    expect(mutatedReadings(seed, 40)).toEqual([]);
  });

  it.each([775])('that once broke a promise are read without one now: seed %i', (seed) => {
    expect(mutatedReadings(seed, 1)).toEqual([]);
  });

  it('leave a line that continues an entry of a list to that entry', () => {
    const text = '### Phase B — Alarms\nObjective:\n1. Ten alarms in a row\nLast updated: 2026-02-03\n';
    const [phase] = parseTracker(text, { fileName: 'plan.md', profile: 'completion-plan' }).items;
    const names = phase?.fields.map(({ name }) => name);
    expect(names).toContain('objective');
    expect(names).not.toContain('last-updated');
  });
});
