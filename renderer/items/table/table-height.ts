const BulkBar = 46;

/** As tall as its lines need, at most what the window leaves below `above`; the rest scrolls inside. */
export function tableHeight(lines: number, hasBulkBar: boolean, above: number): string {
  const taken = above + (hasBulkBar ? BulkBar : 0);
  return `min(calc(var(--row) * ${lines} + 50px), max(320px, calc(100vh - ${taken}px)))`;
}
