import { call } from '../../../bridge/hooks.ts';
import type { StatusMove } from '../../../ui/table/table-types.ts';
import { nameMoves } from '../model/moves.ts';
import type { Item } from '../model/rows.ts';

/** What the status menu of a row offers: legal moves first, the others with the reason they aren't. */
export async function statusMoves(item: Item): Promise<readonly StatusMove[]> {
  const answer = await call('trackers.item', { itemId: item.id });
  if (!answer.ok) return [];
  const { moves, vocabulary } = answer.value;
  const legal = new Set(moves.map((move) => move.word));
  const reason = `From “${item.status ?? ''}” it can go to ${nameMoves(moves)}.`;
  const others = vocabulary.filter((word) => !legal.has(word.word) && word.word !== item.status);
  return [
    ...moves.map((move) => ({ word: move.word, mark: move.state, legal: true })),
    ...others.map((word) => ({ word: word.word, mark: word.state, legal: false, reason })),
  ];
}
