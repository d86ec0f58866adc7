import { describe, expect, test } from 'vitest';
import { ok } from '../../../core/kernel/result.ts';
import { search } from '../../../db/readers/search/search.ts';
import { snippet } from '../../../db/readers/search/snippet.ts';
import { writeFingerprint } from '../../../db/tables/derived.ts';
import { fillSearch, searchIsFilled } from '../../../db/usecases/derived.ts';
import { replaceFindings } from '../../../db/usecases/findings.ts';
import { removeTracker, renameTracker, restoreTracker } from '../../../db/usecases/trackers.ts';
import { must, type TestWorkspace, testWorkspace } from './open-workspace.ts';
import { addPlan, change, PLAN } from './plan.ts';

const found = (ws: TestWorkspace, typed: string) =>
  search(ws.db.read, typed, 20).hits.map((hit) => `${hit.kind}: ${hit.title}`);

const WORLD = `# Reise

Über die Straße nach Kraków.

## 進捗管理

| Task | Status | Owner |
|---|---|---|
| W1 進捗報告を書く | Done | 田中 |
| W2 Написать отчёт | Todo | Ёлкин |
| W3 ตรวจสอบรายงาน | Todo | |
| W4 보고서 작성 | Todo | |

## Change Log

- 2026-03-01: the Łódź gate was passed
`;

describe('finds', () => {
  test.each([
    ['the beginning of a word', 'mas', ['item: T2 Raise mast', 'section: Notes']],
    ['several words in any order', 'mast raise', ['item: T2 Raise mast']],
    ['a value of a field', 'grace', ['item: T2 Raise mast']],
    ['prose of a section', 'aland', ['section: Notes']],
    ['a key with a sign in it', 'T2', ['item: T2 Raise mast']],
  ])('%s', (_what, typed, expected) => {
    const ws = testWorkspace();
    addPlan(ws);
    expect(found(ws, typed)).toEqual(expected);
  });

  test('a tracker by its name before what mentions it', () => {
    const ws = testWorkspace();
    const trackerId = addPlan(ws, PLAN.replace('Lay keel', 'Harbour keel'), { name: 'Harbour' });
    expect(found(ws, 'harbour')).toEqual(['tracker: Harbour', 'item: T1 Harbour keel']);
    must(renameTracker(ws.db, ws.actorId, trackerId, 'Port'));
    expect(found(ws, 'port')).toEqual(['tracker: Port']);
  });

  test.each([
    ['進', ['item: W1 進捗報告を書く', 'section: 進捗管理']],
    ['報告', ['item: W1 進捗報告を書く']],
    ['進告', []],
    ['отчет', ['item: W2 Написать отчёт']],
    ['елкин', ['item: W2 Написать отчёт']],
    ['รายงาน', ['item: W3 ตรวจสอบรายงาน']],
    ['보고', ['item: W4 보고서 작성']],
    ['uber strasse', []],
    ['krakow', ['section: Reise']],
  ])('in the scripts of the world: %s', (typed, expected) => {
    const ws = testWorkspace();
    addPlan(ws, WORLD);
    expect(found(ws, typed)).toEqual(expected);
  });

  test('a line of a change log', () => {
    const ws = testWorkspace();
    addPlan(ws, WORLD);
    expect(found(ws, 'gate passed').length).toBeGreaterThan(0);
  });
});

describe('what is typed is only ever words', () => {
  test.each([
    '"',
    '*',
    'AND',
    'NEAR(',
    'title:',
    '^a',
    '-',
    "'; DROP TABLE item; --",
    '(',
    '\u0000',
    '👍',
    '""',
    'a"b*',
    'OR OR',
  ])('typing %j fails nothing', (typed) => {
    const ws = testWorkspace();
    addPlan(ws);
    expect(search(ws.db.read, typed, 5).total).toBeGreaterThanOrEqual(0);
    expect(found(ws, 'mast')).toEqual(['item: T2 Raise mast', 'section: Notes']);
  });
});

describe('follows', () => {
  test('edits, removal and restoring', () => {
    const ws = testWorkspace();
    const trackerId = addPlan(ws);
    must(change(ws, trackerId, { from: 'Raise mast', to: 'Raise flag' }));
    expect(found(ws, 'mast')).toEqual(['section: Notes']);
    expect(found(ws, 'flag')).toEqual(['item: T2 Raise flag']);
    must(change(ws, trackerId, { from: 'The mast comes from Åland.', to: 'Nothing.' }));
    expect(found(ws, 'mast')).toEqual([]);
    must(removeTracker(ws.db, ws.actorId, trackerId));
    expect(search(ws.db.read, 'flag', 5)).toEqual({ hits: [], total: 0 });
    must(restoreTracker(ws.db, ws.actorId, trackerId));
    expect(found(ws, 'flag')).toEqual(['item: T2 Raise flag']);
  });

  test('findings as they come and go', () => {
    const ws = testWorkspace();
    const trackerId = addPlan(ws);
    const finding = {
      key: 'k',
      rule: 'stale',
      group: 'Stale',
      severity: 'high',
      title: 'Barnacles',
      explanation: 'Seen below the waterline.',
      places: [{ trackerId, address: null, line: 3, says: 'x' }],
    } as const;
    must(replaceFindings(ws.db, trackerId, [finding]));
    expect(search(ws.db.read, 'barnac', 5).hits).toMatchObject([{ kind: 'finding', title: 'Barnacles' }]);
    must(replaceFindings(ws.db, trackerId, []));
    expect(found(ws, 'barnac')).toEqual([]);
  });
});

test('an index of another version is emptied at the next start and filled in steps between edits', async () => {
  const ws = testWorkspace();
  addPlan(ws);
  must(
    ws.db.write('normal', (tx) => {
      writeFingerprint(tx.db, 'search', 'search-0');
      return ok(null);
    }),
  );
  const db = ws.reopen();
  expect(searchIsFilled(db)).toBe(false);
  expect(found(ws, 'mast')).toEqual([]);
  const cancelled = await fillSearch(db, { signal: AbortSignal.abort() });
  expect(cancelled.ok ? null : cancelled.error.code).toBe('job.cancelled');
  let progress = 0;
  must(await fillSearch(db, { onProgress: (done) => (progress = done) }));
  expect(progress).toBe(3);
  expect(searchIsFilled(db)).toBe(true);
  expect(found(ws, 'mast')).toEqual(['item: T2 Raise mast', 'section: Notes']);
});

describe('snippets', () => {
  const mark = (text: string) => text.replaceAll('\u0002', '[').replaceAll('\u0003', ']');

  test('mark every word found and show its surroundings', () => {
    const long = `${'before '.repeat(40)}the Mást stands${' after'.repeat(60)}`;
    const text = mark(snippet('Title', long, ['mast', 'stan']));
    expect(text).toContain('the [Mást] [stan]ds after');
    expect(text.startsWith('…')).toBe(true);
    expect(text.endsWith('…')).toBe(true);
    expect(text.length).toBeLessThan(200);
  });

  test('mark beginnings of words only, where words have beginnings', () => {
    expect(mark(snippet('', 'mast dismasted', ['mast']))).toBe('[mast] dismasted');
    expect(mark(snippet('', '進捗報告', ['報告']))).toBe('進捗[報告]');
  });

  test('show the title when only it matches, and never a document’s own marks', () => {
    expect(mark(snippet('The mast', 'nothing here', ['mast']))).toBe('The [mast]');
    expect(snippet('', 'a\u0002b\u0003 mast', ['mast'])).toBe('a b \u0002mast\u0003');
  });
});
