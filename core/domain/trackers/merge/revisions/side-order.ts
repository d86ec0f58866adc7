/** What decides which of two revisions a merge takes as the earlier one. */
export interface DatedRevision {
  readonly id: string;
  readonly parents: readonly string[];
  /** Hash of its text. */
  readonly hash: string;
  readonly at: number;
}

/**
 * In the order in which a merge takes them: by time, then by text, then by id. The same on every device that knows the
 * same revisions.
 */
export function inMergeOrder<Revision extends DatedRevision>(
  revisionOf: (id: string) => DatedRevision,
  revisions: readonly Revision[],
): Revision[] {
  const times = new Map(revisions.map((revision) => [revision.id, newestPart(revisionOf, revision.id)]));
  return revisions.toSorted(
    (a, b) =>
      (times.get(a.id) ?? 0) - (times.get(b.id) ?? 0) || compare(a.hash, b.hash) || compare(a.id, b.id),
  );
}

/** A merge is as new as the newest edit in it: each device makes it at another time. */
function newestPart(revisionOf: (id: string) => DatedRevision, id: string): number {
  let newest = Number.NEGATIVE_INFINITY;
  const seen = new Set([id]);
  for (const one of seen) {
    const { parents, at } = revisionOf(one);
    if (parents.length < 2) newest = Math.max(newest, at);
    else for (const parent of parents) seen.add(parent);
  }
  return newest;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
