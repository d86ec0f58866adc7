import type { StatusMove } from '../table-types.ts';

/** Legal moves first, each half in the order it was given. */
export function orderMoves(moves: readonly StatusMove[]): readonly StatusMove[] {
  return [...moves.filter((move) => move.legal), ...moves.filter((move) => !move.legal)];
}

/** Index of the word that begins with what was typed, searching on from `from`; `from` when none does. */
export function typeAhead(moves: readonly StatusMove[], typed: string, from: number): number {
  const wanted = typed.toLowerCase();
  const single = new Set(wanted).size === 1 ? wanted.slice(0, 1) : null;
  const begins = (index: number, prefix: string) =>
    (moves[index % moves.length]?.word.toLowerCase() ?? '').startsWith(prefix);
  for (let step = 0; step < moves.length; step += 1) {
    const index = from + step;
    if (begins(index, wanted)) return index % moves.length;
  }
  // The same letter again and again walks through the words it begins.
  if (single !== null && wanted.length > 1) {
    for (let step = 1; step <= moves.length; step += 1) {
      if (begins(from + step, single)) return (from + step) % moves.length;
    }
  }
  return from;
}
