import { legalMoves } from '../../../../core/domain/trackers/vocabulary/vocabulary.ts';
import type { Item, Outline, State } from './rows.ts';

export interface Move {
  readonly word: string;
  readonly state: State;
}

/** Words the status of an item may move to: what the board offers before the engine is asked, which stays the judge. */
export function movesFrom(
  outline: Pick<Outline, 'vocabularies'>,
  item: Pick<Item, 'status' | 'vocabulary'>,
): readonly Move[] {
  const vocabulary = outline.vocabularies.find(({ id }) => id === item.vocabulary);
  return vocabulary === undefined ? [] : legalMoves(vocabulary, item.status ?? '');
}

/** "blocked or done"; "no other status" when there is none. */
export function nameMoves(moves: readonly Move[]): string {
  const words = moves.map((move) => move.word);
  const last = words.at(-1);
  if (last === undefined) return 'no other status';
  return words.length === 1 ? last : `${words.slice(0, -1).join(', ')} or ${last}`;
}

/** The sentence shown in the cell or on the board when a move is refused. */
export function refusal(from: string, to: string, moves: readonly Move[]): string {
  return `From “${from}” it cannot go to “${to}”. It can go to ${nameMoves(moves)}.`;
}
