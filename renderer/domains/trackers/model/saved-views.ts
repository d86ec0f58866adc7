import { z } from 'zod';
import { Filter, Sort } from './filter.ts';

/** A filter and a sort under a name, remembered on this device. */
const SavedView = z.object({ name: z.string().min(1).max(80), filter: Filter, sort: Sort });
export type SavedView = z.infer<typeof SavedView>;

/** What the layout store holds for one table. */
export const SavedViews = z.array(SavedView).max(40);

/** Same name replaces; the newest stands last. At most 40 stay. */
export function saveView(views: readonly SavedView[], view: SavedView): readonly SavedView[] {
  return [...views.filter((known) => known.name !== view.name), view].slice(-40);
}

export function forgetView(views: readonly SavedView[], name: string): readonly SavedView[] {
  return views.filter((view) => view.name !== name);
}
