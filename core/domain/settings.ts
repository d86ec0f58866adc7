import { z } from 'zod';

export const Settings = z.object({
  theme: z.enum(['system', 'light', 'dark', 'contrast']),
  density: z.enum(['compact', 'normal', 'comfortable']),
  motion: z.enum(['system', 'reduced']),
  /** Days after which a tracker's last-verified date makes it stale. */
  staleAfterDays: z.number().int().min(1).max(3650),
  /** Append a change-log line on edits where the profile knows the style. */
  logEdits: z.boolean(),
  startAtLogin: z.boolean(),
});
export type Settings = z.output<typeof Settings>;
