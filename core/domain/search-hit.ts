import { z } from 'zod';
import { ItemState } from './trackers/vocabulary/states.ts';

export const SearchHit = z.object({
  kind: z.enum(['tracker', 'item', 'log', 'section', 'finding', 'task']),
  id: z.string(),
  title: z.string(),
  /** Snippet with the match between U+0002 and U+0003. */
  snippet: z.string(),
  where: z.string(),
  state: ItemState.nullable(),
  route: z.string(),
});
export type SearchHit = z.output<typeof SearchHit>;
