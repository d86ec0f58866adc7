import type { ItemKind } from '../model.ts';
import { slug } from '../text/slug.ts';

/** What an item is called, and how much that says about which item it is. */
export interface ItemName {
  readonly kind: ItemKind;
  readonly title: string;
  /** Its key without the number of the second of the same. */
  readonly key: string;
  /** Its own id (`M0`, `WS1`, `T63`), null when it goes by its name or by its number in a row. */
  readonly explicit: string | null;
  /** `7` or `1.2`: a place in an order, which another takes when a row is put above. */
  readonly numbered: boolean;
  /** The section it is looked for in; a heading is looked for among the headings beside it. */
  readonly home: string;
}

export interface Named {
  readonly kind: ItemKind;
  readonly title: string;
  readonly key: string;
  readonly sectionPath: string;
}

export function itemName({ kind, title, key: written, sectionPath }: Named): ItemName {
  const key = written.replace(/~\d+$/u, '');
  const numbered = /^\d+(?:\.\d+)*$/u.test(key);
  const explicit = numbered || key === slug(title) ? null : key.toLowerCase();
  return { kind, title, key, explicit, numbered, home: homeOf(kind, title, sectionPath) };
}

const IN_A_SECTION: ReadonlySet<ItemKind> = new Set(['row', 'check', 'list-item']);

/** A heading's own section is named after it, and changes its name with it. */
function homeOf(kind: ItemKind, title: string, section: string): string {
  if (IN_A_SECTION.has(kind)) return section;
  const cut = section.lastIndexOf('/');
  const own = section.slice(cut + 1).replace(/~\d+$/u, '');
  const name = slug(title);
  const isHeading = name !== '' && (own === name || own.startsWith(`${name}-`) || name.startsWith(`${own}-`));
  return isHeading && own !== '' ? `${section.slice(0, Math.max(0, cut))}#` : section;
}

/** Items with different explicit ids are different items, whatever else they share. */
export function mayBeSame(one: ItemName, other: ItemName): boolean {
  if (one.kind !== other.kind) return false;
  return one.explicit === null || other.explicit === null || one.explicit === other.explicit;
}
