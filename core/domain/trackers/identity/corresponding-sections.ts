import type { Entry, OpenItems } from './open-items.ts';

/**
 * Sections that go under another name now (the document's title or their heading changed): name before -> name now. A
 * section that is gone corresponds to one that is new when they share at least half of the smaller one's rows, told by
 * their text or key.
 */
export function correspondingSections(state: OpenItems): ReadonlyMap<string, string> {
  const before = Map.groupBy(state.known, homeOf);
  const now = Map.groupBy(state.items, homeOf);
  const gone = [...before].filter(([home]) => !now.has(home));
  const fresh = [...now].filter(([home]) => !before.has(home));
  const votes = votesBetween(state, gone, fresh);
  votes.sort((a, b) => b.votes - a.votes || b.likeness - a.likeness || a.order - b.order);
  const pairs = new Map<string, string>();
  const taken = new Set<string>();
  for (const { from, to } of votes) {
    if (pairs.has(from) || taken.has(to)) continue;
    pairs.set(from, to);
    taken.add(to);
  }
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
  for (const [at, [from, entries]] of gone.entries()) {
    const shared = new Map<string, number>();
    for (const entry of state.open(entries)) {
      const homes = new Set(marksOf(entry).flatMap((mark) => [...(index.get(mark) ?? [])]));
      for (const home of homes) shared.set(home, (shared.get(home) ?? 0) + 1);
    }
    for (const [to, votes] of shared) {
      const enough = votes * 2 >= Math.min(entries.length, sizes.get(to) ?? 0);
      const order = Math.abs(at - fresh.findIndex(([home]) => home === to));
      if (enough) all.push({ from, to, votes, likeness: sharedNames(from, to), order });
    }
  }
  return all;
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
