import { plainText } from '../text/plain-text.ts';
import { idCell, leadingId, slug } from '../text/slug.ts';

/** What an item is told by among its neighbours: the id in its key column, else the one its name begins with, else its name. */
export function keyOf(idRaw: string, title: string): string {
  const own = idRaw === '' ? null : (leadingId(plainText(idRaw)) ?? idCell(plainText(idRaw)));
  return own ?? leadingId(title) ?? slug(title);
}
