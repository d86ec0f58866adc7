import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkLossless } from '../../../core/domain/trackers/check/check.ts';
import { parseTracker } from '../../../core/domain/trackers/read/parse.ts';
import { decode, encode } from '../../../core/domain/trackers/text/text.ts';
import { realFiles } from './fixture.ts';

const fixtures = new URL('../../fixtures/trackers/', import.meta.url);

describe('checking a file', () => {
  it.each(readdirSync(fixtures))('%s: identical without edits, one cell per edit, nothing missed', (name) => {
    const report = checkLossless(readFileSync(new URL(name, fixtures)), name);
    expect(report.failures).toEqual([]);
    expect(report).toMatchObject({ ok: true, identical: true, agrees: true, missed: 0 });
    expect(report.edits.verifiedAlone).toBe(report.edits.cells);
    expect(report.edits.cells).toBeGreaterThan(0);
  });

  it('holds for broken UTF-8, CRLF and a byte order mark', () => {
    const bytes = Uint8Array.from([
      0xef,
      0xbb,
      0xbf,
      ...encode('|Task|Status|\r\n|-|-|\r\n|x'),
      0xff,
      0xfe,
      ...encode('y|done|\r\n'),
    ]);
    expect(checkLossless(bytes, 'odd.md')).toMatchObject({ ok: true, identical: true, edits: { cells: 2 } });
  });

  it('tries all cells together where trying each alone would take too long', () => {
    const table = `|Task|Status|\n|-|-|\n${'|some task that is worded at length|done|\n'.repeat(800)}`;
    const report = checkLossless(encode(table), 'long.md');
    expect(report.ok).toBe(true);
    expect(report.edits).toMatchObject({ cells: 1600, verifiedTogether: 1600 });
    expect(report.edits.verifiedAlone).toBeGreaterThanOrEqual(100);
  });

  it('stops at the number of edits asked for', () => {
    expect(checkLossless(encode('- [ ] a\n- [ ] b\n'), 'a.md', { maxEdits: 1 }).edits.cells).toBe(1);
  });
});

const seeds = realFiles('seeds/*.md');
const corpus = realFiles('corpus/**/*.{md,yaml}');

describe.runIf(seeds.length > 0)('the real documents the built-in profiles were made for', () => {
  const wanted: Record<string, Record<string, number>> = {
    'platform-convergence-status.md': {
      'programme milestones': 5,
      workstreams: 5,
      'workstream milestones': 20,
      'acceptance rows': 5,
      'change-log entries': 52,
    },
    'completion-plan.md': {
      phases: 6,
      tasks: 25,
      'done criteria': 20,
      'global exit criteria': 6,
      'execution order': 6,
      'open gaps': 4,
    },
    'milestones.md': { versions: 3, phases: 23, accomplishments: 19, statistics: 10, deferred: 10 },
    'phase-readiness.md': {
      statuses: 5,
      transitions: 7,
      'snapshot phases': 5,
      'completed baseline': 10,
      'open items': 6,
    },
  };

  it.each(Object.entries(wanted))('%s is recognised exactly', (name, counts) => {
    const seed = seeds.find((file) => file.name.endsWith(name));
    expect(parseTracker(decode(seed?.bytes ?? new Uint8Array()), { fileName: name }).counts).toMatchObject(
      counts,
    );
  });

  it('tell what each phase and version holds', () => {
    const read = (name: string) =>
      parseTracker(decode(seeds.find((file) => file.name.endsWith(name))?.bytes ?? new Uint8Array()));
    const perParent = (name: string, parent: string, kind: string) => {
      const doc = read(name);
      const parents = doc.items.filter((item) => item.kind === parent);
      return parents.map(
        (item) => doc.items.filter((child) => child.parent === item.address && child.kind === kind).length,
      );
    };
    expect(perParent('completion-plan.md', 'phase', 'task')).toEqual([4, 4, 4, 4, 4, 5]);
    expect(perParent('completion-plan.md', 'phase', 'criterion')).toEqual([3, 3, 3, 3, 3, 5]);
    expect(perParent('milestones.md', 'version', 'phase')).toEqual([8, 8, 7]);
    expect(perParent('milestones.md', 'version', 'accomplishment')).toEqual([6, 7, 6]);
    expect(perParent('milestones.md', 'version', 'statistic')).toEqual([3, 4, 3]);
    expect(perParent('milestones.md', 'version', 'deferred')).toEqual([1, 4, 5]);
  });
});

describe.runIf(corpus.length > 0)('real files of many kinds', () => {
  it.each([...seeds, ...corpus].map(({ name, bytes }) => [name, bytes] as const))(
    '%s is kept and counted',
    (name, bytes) => {
      const report = checkLossless(bytes, name, { maxEdits: 30 });
      expect(report.failures).toEqual([]);
      expect(report).toMatchObject({ ok: true, identical: true, agrees: true });
    },
  );
});
