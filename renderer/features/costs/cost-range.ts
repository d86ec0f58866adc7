import { isIsoDate } from '../../../core/kernel/time.ts';
import { addDays } from '../../domains/trackers/model/days.ts';

export const presets = [
  { id: 'today', label: 'Today', days: 1 },
  { id: '7d', label: '7 days', days: 7 },
  { id: '30d', label: '30 days', days: 30 },
] as const;

export interface DayRange {
  readonly from: string;
  readonly to: string;
  /** Null for days somebody picked. */
  readonly preset: (typeof presets)[number]['id'] | null;
}

/** `7d` or `2026-02-01,2026-02-16` from the address bar; seven days when it is neither. */
export function readDayRange(text: string | null, today: string): DayRange {
  const [from = '', to = ''] = (text ?? '').split(',');
  if (isIsoDate(from) && isIsoDate(to)) return { from, to, preset: null };
  const preset = presets.find((one) => one.id === text) ?? presets[1];
  return { from: addDays(today, 1 - preset.days), to: today, preset: preset.id };
}
