/** The revisions a revision was made from; none for the first. Ids are hashes of their content, so no circle exists. */
export type ParentsOf = (id: string) => readonly string[];

/** Whether `ancestor` is among what `id` was made from, however far back. A revision is no ancestor of itself. */
export function isAncestor(parentsOf: ParentsOf, ancestor: string, id: string): boolean {
  return ancestor !== id && historyOf(parentsOf, [id], ancestor).has(ancestor);
}

/**
 * What both have in common and no other common revision descends from, sorted by id. Where one descends from the
 * other, that other alone.
 */
export function nearestCommonAncestors(parentsOf: ParentsOf, one: string, other: string): string[] {
  return nearestCommon(parentsOf, [one], [other]);
}

/** The same for two sets of revisions, each taken as one that was made from all of its set. */
export function nearestCommon(
  parentsOf: ParentsOf,
  ones: readonly string[],
  others: readonly string[],
): string[] {
  const known = historyOf(parentsOf, ones);
  const common = [...historyOf(parentsOf, others)].filter((id) => known.has(id));
  // All ancestors of a common revision are common, so whatever has a descendant among them is a parent of one.
  const parents = new Set(common.flatMap(parentsOf));
  return common.filter((id) => !parents.has(id)).sort();
}

/** The revisions themselves and all they were made from; stops early once `wanted` was met. */
function historyOf(
  parentsOf: ParentsOf,
  ids: readonly string[],
  wanted: string | null = null,
): ReadonlySet<string> {
  const seen = new Set(ids);
  // A set hands out what is added while it is walked, oldest first: the nearest revisions are looked at first.
  for (const id of seen) {
    if (id === wanted) break;
    for (const parent of parentsOf(id)) seen.add(parent);
  }
  return seen;
}

/** The revision itself and what it was made from, without what the other was made from as well. */
export function onlyIn(parentsOf: ParentsOf, id: string, other: string): string[] {
  const known = historyOf(parentsOf, [other]);
  return [...historyOf(parentsOf, [id])].filter((one) => !known.has(one));
}
