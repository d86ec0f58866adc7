import { z } from 'zod';

/** Columns as a person arranged them. */
export const StoredTableLayout = z.object({
  order: z.array(z.string()),
  hidden: z.array(z.string()),
  widths: z.record(z.string(), z.number()),
});
