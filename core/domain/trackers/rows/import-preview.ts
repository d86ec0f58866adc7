import { z } from 'zod';
import { TrackerId } from '../../../kernel/ids.ts';
import { ItemState } from '../vocabulary/states.ts';

export const ImportPreview = z.object({
  path: z.string(),
  name: z.string(),
  profile: z.string(),
  profiles: z.array(z.object({ id: z.string(), label: z.string(), score: z.number() })),
  recognised: z.record(z.string(), z.number()),
  items: z.number().int(),
  skipped: z.array(z.object({ what: z.string(), line: z.number().int(), reason: z.string() })),
  guesses: z.array(z.object({ line: z.number().int(), what: z.string() })),
  columns: z.array(z.object({ label: z.string(), field: z.string(), sample: z.string() })),
  words: z.array(
    z.object({ word: z.string(), state: ItemState, guess: z.boolean(), count: z.number().int() }),
  ),
  sample: z.array(
    z.object({
      title: z.string(),
      status: z.string().nullable(),
      state: ItemState.nullable(),
      due: z.string().nullable(),
    }),
  ),
  /** Set when this path is a tracker already. */
  trackerId: TrackerId.nullable(),
  problem: z.string().nullable(),
});
