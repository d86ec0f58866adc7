import { Settings } from '../../core/domain/settings.ts';
import type { Reader } from '../handle.ts';
import { readLayout } from '../tables/layout.ts';
import { readRegister, SETTINGS_ENTITY } from '../tables/register.ts';

export const DEFAULT_SETTINGS: Settings = {
  theme: 'system',
  density: 'normal',
  motion: 'system',
  staleAfterDays: 30,
  // Off until asked for: an edit changes the edited cell and nothing else.
  logEdits: false,
  startAtLogin: false,
};

/** The settings that hold; a value this version can't use gives way to its default, not to an error. */
export function readSettings(read: Reader): Settings {
  const stored = readRegister(read, SETTINGS_ENTITY.kind, SETTINGS_ENTITY.id);
  let settings = DEFAULT_SETTINGS;
  for (const [name, { value }] of stored) {
    if (!Object.hasOwn(DEFAULT_SETTINGS, name)) continue;
    const candidate = Settings.safeParse({ ...settings, [name]: JSON.parse(value) });
    if (candidate.success) settings = candidate.data;
  }
  return settings;
}

/** What a screen of this device remembered under a key, or null. */
export function layoutValue(read: Reader, key: string): unknown {
  const text = readLayout(read, key);
  if (text === null) return null;
  const stored: unknown = JSON.parse(text);
  return typeof stored === 'object' && stored !== null && 'd' in stored ? stored.d : null;
}
