import { z } from 'zod';

/** What holds for everybody in the workspace; decided by ops. */
export const WorkspaceSettings = z.object({
  /** Days after which a tracker's last-verified date makes it stale. */
  staleAfterDays: z.number().int().min(1).max(3650),
  /** Append a change-log line on edits where the profile knows the style. */
  logEdits: z.boolean(),
});

/** How this device looks and starts; never leaves it. */
export const DeviceSettings = z.object({
  theme: z.enum(['system', 'light', 'dark', 'contrast']),
  density: z.enum(['compact', 'normal', 'comfortable']),
  motion: z.enum(['system', 'reduced']),
  startAtLogin: z.boolean(),
});

export const Settings = WorkspaceSettings.extend(DeviceSettings.shape);
export type Settings = z.output<typeof Settings>;
