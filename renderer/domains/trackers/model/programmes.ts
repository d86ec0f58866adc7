interface Programme {
  readonly id: string;
  readonly changedAt: number;
}

/** Above this many, the ones that changed last stand for all of them. */
const most = 15;

/**
 * The programmes shown where there is room for a few: all of them in their order, or of many the ones that changed
 * last, the one at hand always among them.
 */
export function latestProgrammes<Row extends Programme>(
  all: readonly Row[],
  atHand?: string,
): readonly Row[] {
  if (all.length <= most) return all;
  const latest = all.toSorted((a, b) => b.changedAt - a.changedAt).slice(0, most);
  const open = all.find((row) => row.id === atHand);
  return open === undefined || latest.includes(open) ? latest : [open, ...latest.slice(0, -1)];
}
