import type { Entry, OpenItems } from './open-items.ts';
import { foldedName, similarity } from './similarity.ts';

/** Headings at least this similar (0..1) at one place are one. */
export const SAME_HEADING = 0.5;
/** What stands in more sections than this (`Write tests` in each of them) tells none of them. */
const TELLING_SECTIONS = 40;
/** Beyond this many pairs, headings are not compared. */
const MAX_HEADINGS = 10_000;

/**
 * Sections that go under another name now (the document's title or their heading changed): name before -> name now. A
 * section that is gone corresponds to one that is new when they share at least half of the smaller one's rows, told by
 * their text or key, or when only the document's title differs; else to the one whose heading reads alike.
 */
export function correspondingSections(state: OpenItems): ReadonlyMap<string, string> {
  const before = Map.groupBy(state.known, homeOf);
  const now = Map.groupBy(state.items, homeOf);
  const gone = [...before].filter(([home]) => !now.has(home));
  const fresh = [...now].filter(([home]) => !before.has(home));
  const pairs = new Map<string, string>();
  const taken = new Set<string>();
  const count = (votes: readonly Vote[]) => {
    const best = (a: Vote, b: Vote) => b.votes - a.votes || b.likeness - a.likeness || a.order - b.order;
    for (const { from, to } of votes.toSorted(best)) {
      if (pairs.has(from) || taken.has(to)) continue;
      pairs.set(from, to);
      taken.add(to);
    }
  };
  count([...votesBetween(state, gone, fresh), ...underAnotherTitle(gone, fresh)]);
  count(
    underAnotherHeading(
      gone.filter(([home]) => !pairs.has(home)),
      fresh.filter(([home]) => !taken.has(home)),
    ),
  );
  return pairs;
}

interface Vote {
  readonly from: string;
  readonly to: string;
  readonly votes: number;
  readonly likeness: number;
  readonly order: number;
}

type Section = readonly [string, readonly Entry[]];

function votesBetween(state: OpenItems, gone: readonly Section[], fresh: readonly Section[]): Vote[] {
  const index = new Map<string, Set<string>>();
  for (const [home, entries] of fresh)
    for (const entry of state.open(entries))
      for (const mark of marksOf(entry)) index.set(mark, (index.get(mark) ?? new Set()).add(home));
  const all: Vote[] = [];
  const sizes = new Map(fresh.map(([home, entries]) => [home, entries.length]));
  const places = new Map(fresh.map(([home], at) => [home, at]));
  const homesOf = (mark: string): readonly string[] => {
    const homes = index.get(mark);
    return homes === undefined || homes.size > TELLING_SECTIONS ? [] : [...homes];
  };
  for (const [at, [from, entries]] of gone.entries()) {
    const shared = new Map<string, number>();
    for (const entry of entries) {
      const partner = state.partner.get(entry);
      const homes =
        partner === undefined
          ? marksOf(entry).flatMap(homesOf)
          : [partner.name.home].filter((home) => sizes.has(home));
      for (const home of new Set(homes)) shared.set(home, (shared.get(home) ?? 0) + 1);
    }
    for (const [to, votes] of shared) {
      const enough = votes * 2 >= Math.min(entries.length, sizes.get(to) ?? 0);
      const order = Math.abs(at - (places.get(to) ?? 0));
      if (enough) all.push({ from, to, votes, likeness: sharedNames(from, to), order });
    }
  }
  return all;
}

/** Sections whose paths differ in the document's title alone, where no section goes by the old one any more. */
function underAnotherTitle(gone: readonly Section[], fresh: readonly Section[]): Vote[] {
  const below = (path: string) => path.slice(path.indexOf('/'));
  const sections = new Map(
    fresh.flatMap(([home]) => (home.includes('/') ? [[below(home), home] as const] : [])),
  );
  return gone.flatMap(([from], order) => {
    const to = from.includes('/') ? sections.get(below(from)) : undefined;
    return to === undefined ? [] : [{ from, to, votes: 0, likeness: 0, order }];
  });
}

/** Sections below the same headings whose own reads alike, and says no other number: `Phase 2` is not `Phase 1`. */
function underAnotherHeading(gone: readonly Section[], fresh: readonly Section[]): Vote[] {
  if (gone.length * fresh.length > MAX_HEADINGS) return [];
  const cut = (path: string) => {
    const names = path.split('/');
    return { above: names.slice(1, -1).join('/'), own: names.at(-1) ?? '', depth: names.length };
  };
  return gone.flatMap(([from], order) => {
    const one = cut(from);
    return fresh.flatMap(([to], at) => {
      const other = cut(to);
      if (one.depth !== other.depth || one.above !== other.above || !sameNumbers(one.own, other.own))
        return [];
      const likeness = similarity(foldedName(one.own), foldedName(other.own));
      return likeness < SAME_HEADING ? [] : [{ from, to, votes: 0, likeness, order: Math.abs(order - at) }];
    });
  });
}

/** Whether one has all the numbers of the other. */
function sameNumbers(one: string, other: string): boolean {
  const numbers = (name: string): readonly string[] => name.match(/\d+/gu) ?? [];
  const [a, b] = [numbers(one), numbers(other)];
  return a.every((number) => b.includes(number)) || b.every((number) => a.includes(number));
}

function marksOf(entry: Entry): string[] {
  const { kind, key, numbered } = entry.name;
  return numbered ? [entry.hash()] : [entry.hash(), `${kind} ${key.toLowerCase()}`];
}

/** How many headings two paths share, from the innermost and from the outermost on. */
function sharedNames(one: string, other: string): number {
  const [a, b] = [one.split('/'), other.split('/')];
  const run = (x: readonly string[], y: readonly string[]) => {
    const end = x.findIndex((name, at) => name !== y[at]);
    return end < 0 ? x.length : end;
  };
  return run(a, b) + run(a.toReversed(), b.toReversed());
}

function homeOf(entry: Entry): string {
  return entry.name.home;
}
