/** Newest events kept per task and per attempt; a screen shows fewer. Older ones stay in the log. */
const KEPT = 500;
const LONGEST = KEPT * 2 * 13;

/** A JSON list of places in the log, kept as text: it is added to far more often than it is read. */
export function firstEvent(seq: number): string {
  return `[${seq}]`;
}

export function withEvent(list: string, seq: number): string {
  const longer = `${list.slice(0, -1)},${seq}]`;
  return longer.length > LONGEST ? JSON.stringify(seqsOf(longer).slice(-KEPT)) : longer;
}

export function seqsOf(list: string): number[] {
  const seqs: unknown = JSON.parse(list);
  return Array.isArray(seqs) ? seqs.filter((seq) => typeof seq === 'number') : [];
}
