import type { RowOf } from '../../../core/contract/index.ts';

export type SettingsRow = RowOf<'settings.get'>;
export type Shell = RowOf<'workspace.status'>['shell'];

export type Change = (values: Partial<Omit<SettingsRow, 'id'>>) => void;

export const themeChoices = [
  { id: 'system', label: 'As the system says' },
  { id: 'light', label: 'Light' },
  { id: 'dark', label: 'Dark' },
  { id: 'contrast', label: 'High contrast' },
] as const;

export const densityChoices = [
  { id: 'compact', label: 'Compact', detail: '26 px rows' },
  { id: 'normal', label: 'Normal', detail: '30 px rows' },
  { id: 'comfortable', label: 'Comfortable', detail: '36 px rows' },
] as const;

export const motionChoices = [
  { id: 'system', label: 'As the system says' },
  { id: 'reduced', label: 'None' },
] as const;

/** Days typed by a person: a whole number from 1 to 3,650, else what is wrong with it. */
export function readDays(
  typed: string,
): { readonly days: number; readonly problem: null } | { readonly days: null; readonly problem: string } {
  const text = typed.trim();
  if (!/^\d{1,6}$/.test(text)) return { days: null, problem: 'Type a whole number of days.' };
  const days = Number(text);
  if (days < 1 || days > 3650) return { days: null, problem: 'Between 1 and 3,650 days.' };
  return { days, problem: null };
}

/** Why start at login can't be set here; null where the shell supports it. */
export function startAtLoginNote(shell: Shell): string | null {
  return shell === 'desktop'
    ? null
    : 'Starting at login belongs to the desktop app. This window is served by the web shell, which starts when you start it.';
}
