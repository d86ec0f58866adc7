import type { ChartData } from '../charts/chart-data.ts';

const day = 86_400_000;
const start = Date.UTC(2026, 1, 13);
const iso = (index: number) => new Date(start + index * day).toISOString().slice(0, 10);

export function burnUp(days: number): ChartData {
  const points = Array.from({ length: days }, (_, index) => {
    const unknown = index > days * 0.55 && index < days * 0.65;
    return {
      x: iso(index),
      done: unknown ? null : Math.round(24 / (1 + Math.exp((days * 0.3 - index) / (days * 0.06)))),
      ideal: Math.round((index / (days - 1)) * 250) / 10,
    };
  });
  return {
    unit: 'items',
    points,
    series: [
      { key: 'done', label: 'done', mark: 'done' },
      { key: 'ideal', label: 'steady pace', mark: null, dashed: true },
    ],
    gaps: [{ from: iso(Math.ceil(days * 0.55)), to: iso(Math.floor(days * 0.65)) }],
    thresholds: [{ value: 25, label: 'all 25' }],
    of: days > 400 ? 4200 : days,
  };
}

export function byState(days: number): ChartData {
  return {
    unit: 'items',
    points: Array.from({ length: days }, (_, index) => {
      const done = Math.round((index / days) * 18);
      const active = 4 + (index % 3);
      return {
        x: iso(index),
        done,
        review: 2,
        active,
        blocked: index > days / 2 ? 2 : 0,
        planned: 25 - done - active,
      };
    }),
    series: [
      { key: 'done', label: 'done', mark: 'done' },
      { key: 'review', label: 'in review', mark: 'review' },
      { key: 'active', label: 'active', mark: 'active' },
      { key: 'planned', label: 'planned', mark: 'planned' },
      { key: 'blocked', label: 'blocked', mark: 'blocked' },
    ],
  };
}

export const load: ChartData = {
  unit: 'items',
  points: [
    { x: 'Ines', done: 3, active: 4, planned: 5 },
    { x: 'Jonas of the second watch, ashore', done: 6, active: 0, planned: 3 },
    { x: 'no owner', done: 0, active: 0, planned: 2 },
  ],
  series: [
    { key: 'done', label: 'done', mark: 'done' },
    { key: 'active', label: 'active', mark: 'active' },
    { key: 'planned', label: 'planned', mark: 'planned' },
  ],
};

export const slip: ChartData = {
  unit: 'days',
  points: Array.from({ length: 20 }, (_, index) => ({
    x: iso(index * 4),
    slip: Math.round(Math.sin(index / 3) * 9),
  })),
  series: [{ key: 'slip', label: 'days late', mark: 'at-risk' }],
};
