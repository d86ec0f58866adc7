import type { DatedRevision } from './side-order.ts';

/** Hash of the newest text that both histories contain; null when there is none. */
export function newestCommonText(
  revisionOf: (id: string) => DatedRevision,
  one: string,
  other: string,
): string | null {
  const ones = textsOf(revisionOf, one);
  let newest: { readonly hash: string; readonly at: number } | null = null;
  for (const [hash, at] of textsOf(revisionOf, other)) {
    const there = ones.get(hash);
    if (there === undefined) continue;
    // By the side that had it last, so that both directions agree.
    const last = Math.max(at, there);
    if (newest === null || last > newest.at || (last === newest.at && hash > newest.hash))
      newest = { hash, at: last };
  }
  return newest?.hash ?? null;
}

/** Each text of a history, with when it was last said. */
function textsOf(revisionOf: (id: string) => DatedRevision, id: string): ReadonlyMap<string, number> {
  const texts = new Map<string, number>();
  const seen = new Set([id]);
  for (const one of seen) {
    const { hash, at, parents } = revisionOf(one);
    texts.set(hash, Math.max(at, texts.get(hash) ?? at));
    for (const parent of parents) seen.add(parent);
  }
  return texts;
}
