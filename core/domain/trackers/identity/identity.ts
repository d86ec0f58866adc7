import type { ItemKind, ParsedItem } from '../model.ts';
import { type FoldedName, foldedName, similarity } from './similarity.ts';

/** An item as the workspace knows it from the revision before. */
export interface KnownItem {
  readonly id: string;
  readonly address: string;
  readonly key: string;
  readonly title: string;
  readonly sectionPath: string;
  readonly rowHash: string;
  readonly kind: ItemKind;
}

export interface IdentityMatch {
  /** Address in the new document -> known id. */
  readonly matched: ReadonlyMap<string, string>;
  readonly fresh: readonly string[];
  readonly gone: readonly string[];
  /** Matches a person should look at: weak names, or several candidates as good as the one taken. */
  readonly doubtful: readonly { readonly id: string; readonly address: string; readonly score: number }[];
}

/** Names at least this similar (0..1) within one section are taken for a rename. */
export const RENAME_THRESHOLD = 0.6;
/** Below this, or with a runner-up this close, a rename is reported as doubtful. */
const SURE_RENAME = 0.75;
const RUNNER_UP_MARGIN = 0.08;
/** Comparing every name with every other stops here; beyond it only names that share a rare word are compared. */
const MAX_PAIRS = 200_000;

/** Fingerprint of what an item says, without padding or decoration around its values. */
export function rowHash(item: ParsedItem): string {
  return fingerprint(item.fields.map((field) => `${field.name}\u001f${field.raw}`).join('\u001e'));
}

/** The part of an address before its key. */
export function sectionOf(address: string): string {
  return address.slice(0, Math.max(0, address.lastIndexOf('/')));
}

/**
 * Finds known items again after an outside change: same address; same row elsewhere (moved); most similar name in
 * the same section above `RENAME_THRESHOLD` (renamed); else new and gone. Never many to one.
 */
export function matchItems(known: readonly KnownItem[], items: readonly ParsedItem[]): IdentityMatch {
  const matched = new Map<string, string>();
  const doubtful: { id: string; address: string; score: number }[] = [];
  const byAddress = new Map(items.map((item) => [item.address, item]));
  const left: KnownItem[] = [];
  for (const item of known) {
    const same = byAddress.get(item.address);
    if (same && !matched.has(item.address)) matched.set(item.address, item.id);
    else left.push(item);
  }
  const open = items.filter((item) => !matched.has(item.address));
  const stillKnown = matchMoved(left, open, matched, doubtful);
  const stillOpen = open.filter((item) => !matched.has(item.address));
  const gone = matchRenamed(stillKnown, stillOpen, matched, doubtful);
  return {
    matched,
    fresh: items.filter((item) => !matched.has(item.address)).map((item) => item.address),
    gone: gone.map((item) => item.id),
    doubtful,
  };
}

type Doubts = { id: string; address: string; score: number }[];

function matchMoved(
  known: readonly KnownItem[],
  items: readonly ParsedItem[],
  matched: Map<string, string>,
  doubtful: Doubts,
): KnownItem[] {
  if (known.length === 0 || items.length === 0) return [...known];
  const byHash = new Map<string, ParsedItem[]>();
  for (const item of items) {
    const hash = rowHash(item);
    const list = byHash.get(hash);
    if (list) list.push(item);
    else byHash.set(hash, [item]);
  }
  const twins = new Map<string, number>();
  for (const item of known) twins.set(item.rowHash, (twins.get(item.rowHash) ?? 0) + 1);
  const left: KnownItem[] = [];
  for (const item of known) {
    const candidates = byHash.get(item.rowHash);
    const found = candidates?.shift();
    if (!found) {
      left.push(item);
      continue;
    }
    matched.set(found.address, item.id);
    const several = (candidates?.length ?? 0) > 0 || (twins.get(item.rowHash) ?? 0) > 1;
    if (several) doubtful.push({ id: item.id, address: found.address, score: 1 });
  }
  return left;
}

function matchRenamed(
  known: readonly KnownItem[],
  items: readonly ParsedItem[],
  matched: Map<string, string>,
  doubtful: Doubts,
): KnownItem[] {
  const sections = new Map<string, Group>();
  for (const item of known) groupOf(sections, sectionOf(item.address)).known.push(item);
  for (const item of items) groupOf(sections, sectionOf(item.address)).items.push(item);
  const taken = new Set<string>();
  for (const group of sections.values()) {
    const pairs = candidatePairs(group.known, group.items).sort((a, b) => b.score - a.score);
    const runnersUp = secondScores(pairs);
    for (const pair of pairs) {
      if (taken.has(pair.known.id) || matched.has(pair.item.address)) continue;
      matched.set(pair.item.address, pair.known.id);
      taken.add(pair.known.id);
      const second = Math.max(runnersUp.get(pair.known) ?? 0, runnersUp.get(pair.item) ?? 0);
      const rival = pair.score - second < RUNNER_UP_MARGIN;
      if (rival || pair.score < SURE_RENAME) {
        doubtful.push({ id: pair.known.id, address: pair.item.address, score: pair.score });
      }
    }
  }
  return known.filter((item) => !taken.has(item.id));
}

interface Group {
  readonly known: KnownItem[];
  readonly items: ParsedItem[];
}

interface Pair {
  readonly known: KnownItem;
  readonly item: ParsedItem;
  readonly score: number;
}

function candidatePairs(known: readonly KnownItem[], items: readonly ParsedItem[]): Pair[] {
  const pairs: Pair[] = [];
  const names = new Map<ParsedItem, FoldedName>();
  const folded = (item: ParsedItem) => {
    const name = names.get(item) ?? foldedName(item.title);
    names.set(item, name);
    return name;
  };
  const near = known.length * items.length > MAX_PAIRS ? rareWordIndex(items) : null;
  for (const one of known) {
    const own = foldedName(one.title);
    for (const item of near === null ? items : near(one.title)) {
      if (item.kind !== one.kind) continue;
      const score = similarity(own, folded(item));
      if (score >= RENAME_THRESHOLD) pairs.push({ known: one, item, score });
    }
  }
  return pairs;
}

/** The second-best score of everything that has more than one candidate; pairs come best first. */
function secondScores(pairs: readonly Pair[]): ReadonlyMap<KnownItem | ParsedItem, number> {
  const seen = new Set<KnownItem | ParsedItem>();
  const seconds = new Map<KnownItem | ParsedItem, number>();
  for (const pair of pairs) {
    for (const side of [pair.known, pair.item]) {
      if (!seen.has(side)) seen.add(side);
      else if (!seconds.has(side)) seconds.set(side, pair.score);
    }
  }
  return seconds;
}

/** Items that share a word with the title, by its rarest words first, at most 50. */
function rareWordIndex(items: readonly ParsedItem[]): (title: string) => readonly ParsedItem[] {
  const words = (title: string) => new Set(title.toLowerCase().match(/[\p{L}\p{N}]{2,}/gu));
  const index = new Map<string, ParsedItem[]>();
  for (const item of items) {
    for (const word of words(item.title)) {
      const list = index.get(word);
      if (list) list.push(item);
      else index.set(word, [item]);
    }
  }
  return (title) => {
    const lists = [...words(title)].map((word) => index.get(word) ?? []).sort((a, b) => a.length - b.length);
    const near = new Set<ParsedItem>();
    for (const list of lists) {
      for (const item of list) {
        if (near.size >= 50) return [...near];
        near.add(item);
      }
    }
    return [...near];
  };
}

function groupOf(groups: Map<string, Group>, path: string): Group {
  const group = groups.get(path) ?? { known: [], items: [] };
  groups.set(path, group);
  return group;
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
