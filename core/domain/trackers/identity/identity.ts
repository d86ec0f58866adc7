import type { ItemKind, ParsedItem } from '../model.ts';
import { correspondingSections } from './corresponding-sections.ts';
import { LazyEntry } from './lazy-entry.ts';
import { matchMoved, matchMovedAndRenamed, matchNamesakes, matchOnly } from './moved-items.ts';
import { type Doubt, type Entry, OpenItems } from './open-items.ts';
import { matchRenamed } from './renames.ts';
import { matchByPlace, matchInOrder } from './section-order.ts';

/** An item as the workspace knows it from the revision before. */
export interface KnownItem {
  readonly id: string;
  readonly address: string;
  readonly key: string;
  readonly title: string;
  readonly sectionPath: string;
  readonly rowHash: string;
  readonly kind: ItemKind;
  /** What its fields say, as written: tells a renamed row between its old neighbours. */
  readonly values?: readonly string[];
}

export interface IdentityMatch {
  /** Address in the new document -> known id. */
  readonly matched: ReadonlyMap<string, string>;
  readonly fresh: readonly string[];
  readonly gone: readonly string[];
  /** Matches a person should look at: weak names, or several candidates as good as the one taken. */
  readonly doubtful: readonly Doubt[];
}

/** Fingerprint of what an item says, without padding or decoration around its values. */
export function rowHash(item: ParsedItem): string {
  return fingerprint(item.fields.map((field) => `${field.name}\u001f${field.raw}`).join('\u001e'));
}

/** The part of an address before its key. */
export function sectionOf(address: string): string {
  return address.slice(0, Math.max(0, address.lastIndexOf('/')));
}

/**
 * Finds known items again after an outside change, both given in document order: same address, where it names one row
 * for sure and no other row was moved there; same text or name in the same order within a section, also one under a new name; same row elsewhere
 * (moved); most similar name in the section (renamed); alone between the same neighbours; moved and renamed, with a value of its own; else new and gone. Never
 * many to one, never against explicit ids.
 */
export function matchItems(known: readonly KnownItem[], items: readonly ParsedItem[]): IdentityMatch {
  const state = new OpenItems(known.map(knownEntry), items.map(itemEntry));
  const isSure = sureAddresses(state);
  matchThoseThatLeft(state, isSure);
  matchAddresses(state, isSure);
  if (state.partner.size < known.length + items.length) {
    const moved = correspondingSections(state);
    eachSection(state, moved, matchInOrder);
    matchMoved(state);
    eachSection(state, moved, matchRenamed);
    eachSection(state, moved, matchByPlace);
    matchMovedAndRenamed(state);
  }
  const ids = (entries: readonly Entry[]) => state.open(entries).map((entry) => entry.id);
  return {
    matched: new Map(
      state.items.flatMap((entry) => {
        const partner = state.partner.get(entry);
        return partner === undefined ? [] : [[entry.address, partner.id] as const];
      }),
    ),
    fresh: ids(state.items),
    gone: ids(state.known),
    doubtful: state.doubts,
  };
}

function knownEntry(item: KnownItem): Entry {
  return new LazyEntry(
    item.id,
    item.address,
    item,
    () => item.rowHash,
    () => item.values ?? [],
  );
}

function itemEntry(item: ParsedItem): Entry {
  const named = { ...item, sectionPath: sectionOf(item.address) };
  return new LazyEntry(
    item.address,
    item.address,
    named,
    () => rowHash(item),
    () => item.fields.map((field) => field.raw),
  );
}

/** A row whose address is gone, or does not say which row it is, may have been moved, even to the address of another. */
function matchThoseThatLeft(state: OpenItems, isSure: (address: string) => boolean): void {
  const addresses = new Set(state.items.map((entry) => entry.address));
  const mayHaveLeft = ({ address }: Entry) => !addresses.has(address) || !isSure(address);
  if (!state.known.some(mayHaveLeft)) return;
  matchOnly(state, (entry) => entry.hash(), mayHaveLeft);
  matchNamesakes(state, mayHaveLeft);
}

/** An address says which row it is unless it counts: `~2` for the second of the same, or a number for a name. */
function sureAddresses(state: OpenItems): (address: string) => boolean {
  const namesakes = namesakesAmong([...state.known, ...state.items].map(({ address }) => address));
  return (address) => !namesakes.has(address) && !isNumbered(address);
}

/** The addresses that only an order tells apart: `~2` for the second of the same, and the first of them. */
export function namesakesAmong(addresses: readonly string[]): ReadonlySet<string> {
  const counted = addresses.filter((address) => /~\d+$/u.test(address));
  return new Set(counted.flatMap((address) => [address, address.replace(/~\d+$/u, '')]));
}

/** Whether it names a place in an order, which another row takes when one is put above. */
export function isNumbered(address: string): boolean {
  return /(?:^|\/)\d+(?:\.\d+)*$/u.test(address);
}

function matchAddresses(state: OpenItems, isSure: (address: string) => boolean): void {
  const byAddress = new Map(state.items.map((entry) => [entry.address, entry]));
  for (const known of state.known) {
    const item = byAddress.get(known.address);
    const isOpen = item !== undefined && !state.partner.has(known) && !state.partner.has(item);
    if (isOpen && isSure(known.address)) state.takeSure(known, item);
  }
}

function eachSection(
  state: OpenItems,
  moved: ReadonlyMap<string, string>,
  match: (state: OpenItems, known: readonly Entry[], items: readonly Entry[]) => void,
): void {
  const items = Map.groupBy(state.items, ({ name }) => name.home);
  for (const [home, known] of Map.groupBy(state.known, ({ name }) => name.home)) {
    const now = items.get(moved.get(home) ?? home);
    if (now !== undefined) match(state, known, now);
  }
}

/** Two 32-bit FNV-1a sums over the UTF-16 units: not for secrets, only to find the same row again. */
function fingerprint(text: string): string {
  let one = 0x811c9dc5;
  let two = 0x050c5d1f;
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    one = Math.imul(one ^ unit, 0x01000193);
    two = Math.imul(two ^ (unit + i), 0x01000193);
  }
  const hex = (sum: number) => (sum >>> 0).toString(16).padStart(8, '0');
  return hex(one) + hex(two);
}

/** An item of a text as one that is known, by its address there. */
export function knownItem(item: ParsedItem): KnownItem {
  return {
    id: item.address,
    address: item.address,
    key: item.key,
    title: item.title,
    sectionPath: sectionOf(item.address),
    rowHash: rowHash(item),
    kind: item.kind,
    values: item.fields.map((field) => field.raw),
  };
}
