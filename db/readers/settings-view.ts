import type { z } from 'zod';
import { DeviceSettings, type Settings, WorkspaceSettings } from '../../core/domain/settings.ts';
import type { Reader } from '../handle.ts';
import { readDeviceSettings } from '../tables/device-setting.ts';
import { readLayout } from '../tables/layout.ts';
import { readRegister, SETTINGS_ENTITY } from '../tables/register.ts';

const DEFAULT_WORKSPACE_SETTINGS: z.output<typeof WorkspaceSettings> = {
  staleAfterDays: 30,
  // Off until asked for: an edit changes the edited cell and nothing else.
  logEdits: false,
};

const DEFAULT_DEVICE_SETTINGS: z.output<typeof DeviceSettings> = {
  theme: 'system',
  density: 'normal',
  motion: 'system',
  startAtLogin: false,
};

/**
 * The settings that hold here: the workspace's as decided, and this device's own. A value this version can't use gives
 * way to its default, not to an error.
 */
export function readSettings(read: Reader): Settings {
  const registers = readRegister(read, SETTINGS_ENTITY.kind, SETTINGS_ENTITY.id);
  const decided = [...registers].map(([name, { value }]) => [name, value] as const);
  return {
    ...usable(WorkspaceSettings, DEFAULT_WORKSPACE_SETTINGS, decided),
    ...usable(DeviceSettings, DEFAULT_DEVICE_SETTINGS, [...readDeviceSettings(read)]),
  };
}

function usable<Shape extends z.ZodRawShape>(
  schema: z.ZodObject<Shape>,
  defaults: z.output<z.ZodObject<Shape>>,
  stored: readonly (readonly [name: string, text: string])[],
): z.output<z.ZodObject<Shape>> {
  let settings = defaults;
  for (const [name, text] of stored) {
    if (!Object.hasOwn(schema.shape, name)) continue;
    const candidate = schema.safeParse({ ...settings, [name]: JSON.parse(text) });
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
