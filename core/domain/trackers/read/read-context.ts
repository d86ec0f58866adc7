import type { ReadingProfile } from '../profiles/reading-profile.ts';
import type { DayOrder } from '../text/calendar/date-forms.ts';
import type { TrackerMapping } from '../vocabulary/mapping.ts';
import type { Level } from './draft.ts';
import type { RowCache } from './table/row-cache.ts';

export interface ReadContext {
  readonly profile: ReadingProfile;
  readonly mapping: TrackerMapping | null;
  readonly order: DayOrder;
  /** Enclosing levels, outermost first; the first is the document itself. */
  readonly levels: readonly Level[];
  /** Key lines are the document's own metadata here: before and right below its title. */
  readonly metaOpen: boolean;
  readonly rows: RowCache;
}
