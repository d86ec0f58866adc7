import { localMinute, momentOf } from '../../domains/fleet/local-minute.ts';

const minute = 60_000;

/** The ranges offered, and how often each is refreshed. */
export const ranges = [
  { id: '15m', label: '15 min', length: 15 * minute, every: 10_000 },
  { id: '1h', label: '1 h', length: 60 * minute, every: 10_000 },
  { id: '24h', label: '24 h', length: 24 * 60 * minute, every: minute },
  { id: '7d', label: '7 d', length: 7 * 24 * 60 * minute, every: 5 * minute },
  { id: '30d', label: '30 d', length: 30 * 24 * 60 * minute, every: 5 * minute },
] as const;

export type RangeId = (typeof ranges)[number]['id'];

export type Range =
  | { readonly kind: 'last'; readonly id: RangeId }
  /** Minutes of this machine's time zone. */
  | { readonly kind: 'own'; readonly from: string; readonly to: string };

const isRangeId = (text: string): text is RangeId => ranges.some((range) => range.id === text);

/** `24h` or `2026-02-16T14:30,2026-02-17T14:30` from the address bar; an hour when it is neither. */
export function readRange(text: string | null): Range {
  if (text !== null && isRangeId(text)) return { kind: 'last', id: text };
  const [from = '', to = ''] = (text ?? '').split(',');
  if (momentOf(from) !== null && momentOf(to) !== null) return { kind: 'own', from, to };
  return { kind: 'last', id: '1h' };
}

export const writeRange = (range: Range): string =>
  range.kind === 'last' ? range.id : `${range.from},${range.to}`;

export interface TimeSpan {
  readonly from: number;
  readonly to: number;
}

/**
 * Start and end of a range as of now; null when it ends before it begins. A rolling range moves in whole refresh
 * steps.
 */
export function timeSpanOf(range: Range, now: number): TimeSpan | null {
  if (range.kind === 'last') {
    const found = ranges.find((one) => one.id === range.id) ?? ranges[1];
    const to = Math.ceil(now / found.every) * found.every;
    return { from: to - found.length, to };
  }
  const from = momentOf(range.from);
  const end = momentOf(range.to);
  // What is to come isn't missing: a range that reaches into it ends now.
  const to =
    end === null || from === null || from >= now ? end : Math.min(end, Math.ceil(now / minute) * minute);
  return from === null || to === null || to <= from ? null : { from, to };
}

export function refreshMsOf(range: Range): number {
  return range.kind === 'own' ? minute : (ranges.find((one) => one.id === range.id)?.every ?? minute);
}

/** The range as a custom one, to be adjusted by hand. */
export function toCustomRange(range: Range, now: number): Extract<Range, { kind: 'own' }> {
  if (range.kind === 'own') return range;
  const span = timeSpanOf(range, now);
  return {
    kind: 'own',
    from: localMinute(span?.from ?? now),
    to: localMinute(span?.to ?? now),
  };
}
