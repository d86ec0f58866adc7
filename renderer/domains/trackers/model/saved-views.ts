import { z } from 'zod';
import { Filter, Sort } from './filter.ts';

/** A filter and a sort under a name, remembered on this device. */
const SavedView = z.object({ name: z.string().min(1).max(80), filter: Filter, sort: Sort });
export type SavedView = z.infer<typeof SavedView>;

const MAX_VIEWS = 40;

/** What the layout store holds for one table. */
export const SavedViews = z.array(SavedView).max(MAX_VIEWS);

/** Same name replaces; the newest stands last, and the oldest goes where there are too many. */
export function saveView(views: readonly SavedView[], view: SavedView): readonly SavedView[] {
  return [...views.filter((known) => known.name !== view.name), view].slice(-MAX_VIEWS);
}

export function forgetView(views: readonly SavedView[], name: string): readonly SavedView[] {
  return views.filter((view) => view.name !== name);
}
