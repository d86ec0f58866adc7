import type { ItemKind, ParsedItem } from '../model.ts';
import { leadingId, slug } from '../text/slug.ts';

/** What an item is called, taken apart: "Phase 1: Keel" is the phase `1`, named `keel`. */
export interface Called {
  readonly kind: ItemKind;
  /** `phase` of "Phase 1"; empty without one. */
  readonly word: string;
  /** Lower case; null where it goes by its name alone. */
  readonly id: string | null;
  /** Slug of what is left of the title; empty where nothing is. */
  readonly name: string;
}

/** `alike`: id and name agree. `by-id`: an id that is one of its own, such as `M3`. `by-name`: only one of them has an id, or none. */
export type Likeness = 'alike' | 'by-id' | 'by-name';

/** Kinds that say how an item is written, not what it is. */
const WRITTEN_AS: ReadonlySet<ItemKind> = new Set(['row', 'list-item', 'check', 'section']);
const NUMBER = /^#?(\d+(?:\.\d+)*)(?:[.):]\s*|\s+[—–-]\s+)(?=\S)/u;
const SEPARATORS = /^[\s:;,.)\]—–-]+/u;

/** By fields, which an item that moved or stayed may share with its last reading. */
const known = new WeakMap<ParsedItem['fields'], Called>();

export function calledOf(item: ParsedItem): Called {
  const kept = known.get(item.fields) ?? takeApart(item);
  known.set(item.fields, kept);
  return kept;
}

/**
 * The last letters and digits of a name or id as a number, the same for two that are alike; 0 where more than plain ASCII
 * ends it, and nothing is told.
 */
export function endOf(text: string): number {
  let end = 1;
  for (let at = text.length - 1; at >= 0 && end < 0xffff; at -= 1) {
    const code = text.charCodeAt(at);
    if (code > 127) return 0;
    if ((code > 47 && code < 58) || (code > 96 && code < 123)) end = end * 128 + code;
    else if (code > 64 && code < 91) end = end * 128 + code + 32;
  }
  return end;
}

function takeApart(item: ParsedItem): Called {
  const { kind, title } = item;
  const key = item.key.replace(/~\d+$/u, '').toLowerCase();
  const given = key === slug(title) ? null : key;
  const own = idOf(title);
  // A code of an id column says more than the number a title begins with; a bare number there may only count the rows.
  const id = given !== null && isCode(given) ? given : (own?.id ?? given);
  const rest = own !== null && own.id === id ? own.rest : title;
  return { kind, word: own !== null && own.id === id ? own.word : '', id, name: slug(rest) };
}

function idOf(title: string): { readonly word: string; readonly id: string; readonly rest: string } | null {
  const id = leadingId(title);
  if (id !== null) {
    const at = title.indexOf(id);
    const rest = title.slice(at + id.length).replace(SEPARATORS, '');
    return { word: slug(title.slice(0, at)), id: id.toLowerCase(), rest };
  }
  const number = NUMBER.exec(title);
  const [lead = '', digits = ''] = number ?? [];
  return number === null ? null : { word: '', id: digits, rest: title.slice(lead.length) };
}

/** "Keel" of "Phase 1: Keel"; a title without such a label as it is. */
export function withoutLabel(title: string): string {
  return idOf(title)?.rest || title;
}

/** Letters and digits together; a bare number or letter is a place in an order. */
export function isCode(id: string): boolean {
  return /\p{L}/u.test(id) && /\d/u.test(id);
}

/** How surely two items are called the same; null where they are not. */
export function likeness(one: Called, other: Called): Likeness | null {
  const kinds = one.kind === other.kind || WRITTEN_AS.has(one.kind) || WRITTEN_AS.has(other.kind);
  if (!kinds) return null;
  const sameName = one.name !== '' && one.name === other.name;
  if (one.id === null || other.id === null) return sameName ? 'by-name' : null;
  const words = one.word === '' || other.word === '' || one.word === other.word;
  if (one.id !== other.id || !words) return null;
  if (sameName) return 'alike';
  if (isCode(one.id)) return 'by-id';
  // "Phase 1" of a table and "Phase 1: Keel" of a heading.
  const bare = one.name === '' || other.name === '';
  return bare && one.word !== '' && one.word === other.word ? 'alike' : null;
}
