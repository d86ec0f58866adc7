import { describe, expect, it } from 'vitest';
import type { TrackerReport } from '../../../core/domain/trackers/report/tracker-report.ts';
import { reportHtml, reportMarkdown } from '../../../core/domain/trackers/report/write-report.ts';
import { NO_COUNTS } from '../../../core/domain/trackers/vocabulary/state-counts.ts';

const none = { rows: [], total: 0 };
const quiet: TrackerReport = {
  name: 'Quay',
  day: '2026-02-20',
  since: '2026-02-13',
  counts: NO_COUNTS,
  done: 0,
  total: 0,
  late: none,
  next: none,
  blocked: none,
  changes: none,
};
const busy: TrackerReport = {
  ...quiet,
  counts: { ...NO_COUNTS, done: 1, blocked: 1, active: 1, unknown: 2 },
  done: 1,
  total: 3,
  late: { rows: [{ title: 'Door', status: 'wip', owner: 'Kim', due: '2026-02-01' }], total: 1201 },
  blocked: { rows: [{ title: 'Lamp', status: 'stuck', owner: null, due: null }], total: 1 },
  changes: {
    rows: [{ day: '2026-02-19', sentence: 'Kim set the due date of Door to 2026-02-01' }],
    total: 1,
  },
};

describe('the report of a tracker', () => {
  it('says how it stands, what is late, due and blocked, and what changed', () => {
    expect(reportMarkdown(busy)).toBe(`# Quay

As of Feb 20, 2026.

1 of 3 done (33 %).

1 in progress, 1 blocked, 1 done, 2 with a status of unknown meaning.

## Late (1,201)

| Item | Due | Status | Owner |
| --- | --- | --- | --- |
| Door | Feb 1, 2026 | wip | Kim |

The first 1 of 1,201 are listed.

## Next due (0)

Nothing is due ahead.

## Blocked (1)

| Item | Due | Status | Owner |
| --- | --- | --- | --- |
| Lamp |  | stuck |  |

## Changes since Feb 13, 2026 (1)

| Day | Change |
| --- | --- |
| Feb 19, 2026 | Kim set the due date of Door to Feb 1, 2026 |
`);
  });

  it('says in words that there is nothing', () => {
    for (const text of [reportMarkdown(quiet), reportHtml(quiet)]) {
      for (const words of [
        'No items with a status that counts.',
        'Nothing is late.',
        'Nothing is due ahead.',
      ])
        expect(text).toContain(words);
      for (const words of ['Nothing is blocked.', 'Nothing changed.']) expect(text).toContain(words);
    }
  });

  const nasty = `<script>alert("1")</script> & 'x' | **b** [l](u)`;
  const hostile: TrackerReport = {
    ...busy,
    name: nasty,
    late: { rows: [{ title: nasty, status: nasty, owner: nasty, due: '2026-02-01' }], total: 1 },
    changes: { rows: [{ day: '2026-02-19', sentence: nasty }], total: 1 },
  };

  it('escapes every text of the tracker in HTML, which needs nothing from outside and can be printed', () => {
    const page = reportHtml(hostile);
    const escaped = '&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;x&#39;';
    expect(page.split(escaped)).toHaveLength(7);
    expect(page).not.toMatch(/<script|<img|<link|src=|href=|url\(/);
    expect(page).toContain('@media print');
    expect(page).toContain("default-src 'none'");
  });

  it('keeps text of the tracker text in Markdown', () => {
    const text = reportMarkdown(hostile);
    expect(text).toContain(String.raw`\<script\>alert("1")\</script\> \& 'x' \| \*\*b\*\* \[l\](u)`);
    expect(text).not.toMatch(/[^\\]<script/);
  });
});
