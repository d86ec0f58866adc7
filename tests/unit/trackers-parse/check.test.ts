import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkLossless } from '../../../core/domain/trackers/check/check.ts';
import { encode } from '../../../core/domain/trackers/text/text.ts';

const fixtures = new URL('../../fixtures/trackers/', import.meta.url);
const files = readdirSync(fixtures, { withFileTypes: true }).flatMap((entry) =>
  entry.isFile() ? [entry.name] : [],
);

describe('checking a file', () => {
  it.each(files)('%s: identical without edits, one cell per edit, nothing missed', (name) => {
    const report = checkLossless(readFileSync(new URL(name, fixtures)), name);
    expect(report.failures).toEqual([]);
    expect(report).toMatchObject({ ok: true, identical: true, agrees: true, missed: 0 });
    expect(report.edits.verifiedAlone).toBe(report.edits.cells);
    expect(report.edits.cells).toBeGreaterThan(0);
  });

  it('holds for broken UTF-8, CRLF and a byte order mark, without an edit', () => {
    const bytes = Uint8Array.from([
      0xef,
      0xbb,
      0xbf,
      ...encode('|Task|Status|\r\n|-|-|\r\n|x'),
      0xff,
      0xfe,
      ...encode('y|done|\r\n'),
    ]);
    expect(checkLossless(bytes, 'odd.md')).toMatchObject({ ok: true, identical: true, edits: { cells: 0 } });
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
