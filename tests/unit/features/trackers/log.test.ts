import { describe, expect, it } from 'vitest';
import { logByDay } from '../../../../renderer/domains/trackers/model/log.ts';
import { logRow } from './fixtures.ts';

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
