import { describe, expect, test } from 'vitest';
import {
  type Diagnostics,
  filterLog,
  healthSentence,
  logLevels,
  orderHealth,
  rebuildSentence,
  reportText,
} from '../../../../renderer/features/diagnostics/diagnostics-model.ts';
import {
  countKinds,
  filterHits,
  foundSentence,
  type Hit,
  trackerOf,
} from '../../../../renderer/features/search/search-model.ts';

const diagnostics: Diagnostics = {
  versions: [
    { name: 'quarterdeck', value: '0.1.0' },
    { name: 'node', value: '24.21.0' },
  ],
  health: [
    { check: 'database', state: 'ok', detail: 'opened' },
    { check: 'disk', state: 'warning', detail: '2 GB left' },
    { check: 'keyring', state: 'failed', detail: 'not reachable' },
  ],
  log: [
    { at: 1, level: 'info', message: 'Opened the workspace' },
    { at: 2, level: 'warn', message: 'Disk is nearly full' },
  ],
};

describe('diagnostics', () => {
  test('the report holds versions and health, one line each, and no log', () => {
    const text = reportText(diagnostics);
    expect(text.split('\n')).toEqual([
      'quarterdeck  0.1.0',
      'node         24.21.0',
      '',
      '[ok] database: opened',
      '[warning] disk: 2 GB left',
      '[failed] keyring: not reachable',
    ]);
    expect(text).not.toContain('nearly full');
  });

  test('failures come first and are counted in the headline', () => {
    expect(orderHealth(diagnostics.health).map((one) => one.check)).toEqual(['keyring', 'disk', 'database']);
    expect(healthSentence(diagnostics.health)).toBe('1 failed, 1 to look at of 3 checks');
    expect(healthSentence([{ check: 'a', state: 'ok', detail: '' }])).toBe('1 check, all well');
  });

  test('the log is narrowed by level and words', () => {
    expect(logLevels(diagnostics.log)).toEqual(['all', 'info', 'warn']);
    expect(filterLog(diagnostics.log, 'warn', '')).toHaveLength(1);
    expect(filterLog(diagnostics.log, 'all', 'DISK')).toHaveLength(1);
    expect(filterLog(diagnostics.log, 'info', 'disk')).toEqual([]);
  });

  test('a replay that differs names the first difference', () => {
    const result = {
      same: false,
      ops: 3,
      events: 4,
      firstDifference: 'items.it_1',
      wrongSignature: null,
      milliseconds: 1200,
    };
    expect(rebuildSentence(result)).toBe(
      '3 ops and 4 events replayed in 1 s: the first difference is items.it_1.',
    );
    const same = { ...result, same: true, firstDifference: null };
    expect(rebuildSentence(same)).toContain('comes out the same');
    expect(rebuildSentence({ ...same, wrongSignature: 'op_1 is not signed' })).toContain(
      'A signature does not hold: op_1 is not signed.',
    );
  });
});

const hit = (kind: Hit['kind'], route: string): Hit => ({
  kind,
  id: `${kind}-${route}`,
  title: kind,
  snippet: '',
  where: '',
  state: null,
  route,
});

describe('search', () => {
  const hits = [
    hit('item', '/trackers/tr_a?item=it_1'),
    hit('item', '/trackers/tr_b?item=it_2'),
    hit('tracker', '/trackers/tr_a'),
    hit('finding', '/findings?id=fi_1'),
  ];

  test('hits are narrowed by kind and by the tracker their route leads into', () => {
    expect(trackerOf(hits[3] ?? hit('log', ''))).toBeNull();
    expect(filterHits(hits, { kind: 'item', tracker: null })).toHaveLength(2);
    expect(filterHits(hits, { kind: null, tracker: 'tr_a' })).toHaveLength(2);
    expect(filterHits(hits, { kind: 'item', tracker: 'tr_a' })).toHaveLength(1);
  });

  test('counts only the kinds that were found', () => {
    expect(countKinds(hits).map((one) => `${one.kind} ${one.count}`)).toEqual([
      'tracker 1',
      'item 2',
      'finding 1',
    ]);
  });

  test('says when only the best of many are listed', () => {
    expect(foundSentence({ hits, total: 340, milliseconds: 7.6 }, 4)).toBe('the best 4 of 340 in 8 ms');
    expect(foundSentence({ hits, total: 4, milliseconds: 0.2 }, 2)).toBe('2 of 4 hits in 1 ms');
    expect(foundSentence({ hits, total: 4, milliseconds: 0.2 }, 4)).toBe('4 hits in 1 ms');
  });
});
