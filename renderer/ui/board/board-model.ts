/** A card of two lines, with a share of what stands above the column. */
const heightPerCard = 70;

/** Cards drawn per column of a window of this height: as many as fill it, so that any number of them costs the same. */
export function cardsAtOnce(windowHeight: number): number {
  return Math.max(8, Math.min(30, Math.ceil(windowHeight / heightPerCard)));
}

/** The place of the first card drawn of `count`, `atOnce` of them, where the card at `index` is to be seen. */
export function firstDrawn(index: number, count: number, atOnce: number): number {
  const within = Math.max(0, Math.min(index, count - 1));
  return within - (within % atOnce);
}

export interface PlacedCard {
  readonly id: string;
  readonly columnId: string;
}

/** A move under way or refused; the card stands in the wanted column only while it is being saved. */
export type CardMove =
  | { readonly kind: 'saving'; readonly to: string }
  | { readonly kind: 'refused'; readonly to: string; readonly reason: string };

export type CardMoves = ReadonlyMap<string, CardMove>;

/** Where a card is drawn. */
export function columnOf(card: PlacedCard, moves: CardMoves): string {
  const move = moves.get(card.id);
  return move?.kind === 'saving' ? move.to : card.columnId;
}

/** Cards by column, in their own order; cards of unknown columns are left out. */
export function groupCards<Card extends PlacedCard>(
  columns: readonly { readonly id: string }[],
  cards: readonly Card[],
  moves: CardMoves,
): ReadonlyMap<string, readonly Card[]> {
  const dealt = new Map<string, Card[]>(columns.map((column) => [column.id, []]));
  for (const card of cards) dealt.get(columnOf(card, moves))?.push(card);
  return dealt;
}

/** Where the keyboard goes from a card: up and down in its column, across to the nearest column that has cards. */
export function neighbour(
  columns: readonly { readonly id: string }[],
  dealt: ReadonlyMap<string, readonly PlacedCard[]>,
  from: { readonly columnId: string; readonly index: number },
  direction: 'up' | 'down' | 'left' | 'right',
): string | null {
  if (direction === 'up' || direction === 'down') {
    const cards = dealt.get(from.columnId) ?? [];
    return cards[from.index + (direction === 'down' ? 1 : -1)]?.id ?? null;
  }
  const step = direction === 'right' ? 1 : -1;
  const at = columns.findIndex((column) => column.id === from.columnId);
  for (let next = at + step; next >= 0 && next < columns.length; next += step) {
    const cards = dealt.get(columns[next]?.id ?? '') ?? [];
    const card = cards[Math.min(from.index, cards.length - 1)];
    if (card !== undefined) return card.id;
  }
  return null;
}
