const BulkBar = 46;
/** Lines an empty table takes, for the words that stand in it. */
const Empty = 5;

/** As tall as its lines need, at most what the window leaves below `above`; the rest scrolls inside. */
export function tableHeight(lines: number, hasBulkBar: boolean, above: number): string {
  const taken = above + (hasBulkBar ? BulkBar : 0);
  return `min(calc(var(--row) * ${lines === 0 ? Empty : lines} + 50px), max(320px, calc(100vh - ${taken}px)))`;
}
