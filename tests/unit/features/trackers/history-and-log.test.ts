import { describe, expect, it } from 'vitest';
import { historySentence } from '../../../../renderer/domains/trackers/model/history.ts';
import { logByDay } from '../../../../renderer/domains/trackers/model/log.ts';
import { logRow } from './fixtures.ts';

const change = {
  at: 0,
  actor: 'Ines',
  source: 'here' as const,
  field: 'date',
  label: 'Target Date',
  before: '2026-03-27' as string | null,
  after: '2026-04-03' as string | null,
};

describe('history as sentences', () => {
  it('says who moved what from where to where', () => {
    expect(historySentence(change, 'Ines')).toBe('You moved Target Date from Mar 27, 2026 to Apr 3, 2026');
    expect(historySentence({ ...change, source: 'outside', actor: null }, 'Ines')).toBe(
      'Someone outside moved Target Date from Mar 27, 2026 to Apr 3, 2026',
    );
  });
  it('has its own words for ticks, first values, cleared values and undo', () => {
    const tick = { ...change, field: 'check', label: 'Done', before: 'false', after: 'true' };
    expect(historySentence(tick, null)).toBe('Ines ticked it');
    expect(historySentence({ ...tick, after: 'false', before: 'true', source: 'undo' }, null)).toBe(
      'Ines took the tick away by undo',
    );
    expect(historySentence({ ...change, source: 'import', before: null }, null)).toBe(
      'The import read Target Date as Apr 3, 2026',
    );
    expect(historySentence({ ...change, before: '' }, null)).toBe('Ines set Target Date to Apr 3, 2026');
    expect(historySentence({ ...change, after: '' }, null)).toBe(
      'Ines cleared Target Date, it was Mar 27, 2026',
    );
  });
  it('cuts long texts, the panel shows them whole', () => {
    const long = historySentence({ ...change, label: 'Notes', before: 'a', after: 'x'.repeat(200) }, null);
    expect(long.length).toBeLessThan(140);
    expect(long).toContain('…');
  });
});

describe('the log by day', () => {
  it('puts the newest day first and undated lines last', () => {
    const days = logByDay(
      [
        logRow('a', { date: '2026-02-13' }),
        logRow('b', { date: null }),
        logRow('c', { date: '2026-02-14' }),
        logRow('d', { date: '2026-02-14', source: 'here' }),
      ],
      new Set(),
    );
    expect(days.map((day) => [day.title, day.rows.length])).toEqual([
      ['Feb 14, 2026', 2],
      ['Feb 13, 2026', 1],
      ['Without a date', 1],
    ]);
  });
  it('shows only the chosen sources', () => {
    const rows = [logRow('a', { date: '2026-02-13' }), logRow('d', { date: '2026-02-14', source: 'here' })];
    expect(
      logByDay(rows, new Set(['here'] as const)).flatMap((day) => day.rows.map((row) => row.id)),
    ).toEqual(['d']);
  });
});
