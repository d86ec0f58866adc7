import { leadingId, slug } from '../../text/slug.ts';
import type { ChunkDraft } from '../draft.ts';
import type { OutlineSection } from '../outline.ts';
import { addressOf } from './address-book.ts';
import type { KeyIndex } from './place-items.ts';

/** An index over all items of a document, the first of a key winning. */
export function indexKeys(
  drafts: readonly ChunkDraft[],
  firstSections: readonly number[],
  outline: readonly OutlineSection[],
): KeyIndex {
  const keys = new Map<string, string>();
  const titles = new Map<string, string>();
  const byKind = new Map<string, string>();
  drafts.forEach((draft, at) => {
    for (const item of draft.items) {
      const section = outline[(firstSections[at] ?? 0) + item.section];
      const address = addressOf(section?.parsed.path ?? '', item.key);
      setFirst(keys, item.key.toLowerCase(), address);
      setFirst(titles, slug(item.title), address);
      setFirst(byKind, `${item.kind} ${item.key.toLowerCase()}`, address);
    }
  });
  return {
    byKey: (key) => {
      const id = leadingId(key);
      const exact =
        keys.get(key.trim().toLowerCase()) ?? (id === null ? undefined : keys.get(id.toLowerCase()));
      return exact ?? titles.get(slug(key)) ?? null;
    },
    byKindAndKey: (kind, key) => byKind.get(`${kind} ${key.toLowerCase()}`) ?? null,
  };
}

function setFirst(map: Map<string, string>, key: string, value: string): void {
  if (key !== '' && !map.has(key)) map.set(key, value);
}
