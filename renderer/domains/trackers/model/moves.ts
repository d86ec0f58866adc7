import type { Outline, State } from './rows.ts';

export interface Move {
  readonly word: string;
  readonly state: State;
}

/** Vocabularies of a tracker that know this word. */
function knowing(outline: Pick<Outline, 'vocabularies'>, word: string): Outline['vocabularies'] {
  const wanted = word.trim().toLowerCase();
  return outline.vocabularies.filter((vocabulary) =>
    vocabulary.words.some((known) => known.word.toLowerCase() === wanted),
  );
}

/**
 * Words a status may move to from `word`, by the tracker's vocabularies: what the board offers before the engine is
 * asked. The engine stays the judge. An unknown word may become any word.
 */
export function movesFrom(outline: Pick<Outline, 'vocabularies'>, word: string): readonly Move[] {
  const knowers = knowing(outline, word);
  const vocabularies = knowers.length === 0 ? outline.vocabularies : knowers;
  const wanted = word.trim().toLowerCase();
  const moves = new Map<string, Move>();
  for (const vocabulary of vocabularies) {
    const from = vocabulary.words.find((known) => known.word.toLowerCase() === wanted);
    for (const to of vocabulary.words) {
      if (to.word.toLowerCase() === wanted) continue;
      const next = from === undefined ? null : from.next;
      if (next === null || next.includes(to.word)) moves.set(to.word, { word: to.word, state: to.state });
    }
  }
  return [...moves.values()];
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
