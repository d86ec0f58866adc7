import { Button as AriaButton, GridList, GridListItem, useDragAndDrop } from 'react-aria-components';
import { classNames } from '../class-names.ts';
import { Button } from '../inputs/button.tsx';
import { Count } from '../marks/badge.tsx';
import { Icon } from '../marks/icon.tsx';
import { StateMark } from '../marks/state-mark.tsx';
import { formatNumber } from '../text/format.ts';
import styles from './board.module.css';
import type { CardMoves } from './board-model.ts';
import { firstDrawn } from './board-model.ts';
import type { BoardCard, BoardColumn } from './board-types.ts';

const cardType = 'application/x-board-card';

export interface BoardColumnViewProps {
  readonly column: BoardColumn;
  readonly cards: readonly BoardCard[];
  /** There are more cards than these. */
  readonly isPart: boolean;
  /** Cards drawn together. */
  readonly atOnce: number;
  /** The place of a card that is to be drawn, with those around it. */
  readonly shows: number;
  /** Draws the cards from this one on, and takes the focus there. */
  readonly onTurn: (cardId: string | null) => void;
  readonly moves: CardMoves;
  readonly movable: boolean;
  /** The card being dragged, wherever on the board. */
  readonly dragged: string | null;
  /** Why the dragged card may not be dropped here. */
  readonly refusal: string | null;
  readonly onDrag: (cardId: string | null) => void;
  readonly onDrop: (cardId: string) => void;
  readonly onOpen: (cardId: string) => void;
}

export function BoardColumnView(props: BoardColumnViewProps) {
  const { column, cards, moves, movable, dragged, refusal, atOnce } = props;
  const first = firstDrawn(props.shows, cards.length, atOnce);
  const { dragAndDropHooks } = useDragAndDrop({
    isDisabled: !movable,
    getItems: (keys) =>
      [...keys].map((key) => ({
        [cardType]: String(key),
        'text/plain': cards.find((card) => card.id === key)?.title ?? '',
      })),
    acceptedDragTypes: [cardType],
    getDropOperation: () => (refusal === null ? 'move' : 'cancel'),
    getAllowedDropOperations: () => ['move'],
    onDragStart: (event) => {
      const [first] = event.keys;
      props.onDrag(first === undefined ? null : String(first));
    },
    onDragEnd: () => props.onDrag(null),
    onRootDrop: (event) => {
      for (const item of event.items) {
        if (item.kind === 'text' && item.types.has(cardType)) void item.getText(cardType).then(props.onDrop);
      }
    },
  });
  const drawn = cards.slice(first, first + atOnce);
  const count = Math.max(column.count ?? 0, cards.length);
  return (
    <section className={styles.column} aria-label={column.label} data-column-id={column.id}>
      <header className={styles.head}>
        <span className={styles.name}>
          <StateMark mark={column.mark} silent />
          {column.label}
        </span>
        <Count
          value={count}
          atLeast={props.isPart && column.count === undefined}
          label={count === 1 ? 'card' : 'cards'}
        />
      </header>
      {dragged !== null && refusal !== null ? <p className={styles.refusal}>{refusal}</p> : null}
      <GridList
        aria-label={column.label}
        className={styles.cards ?? ''}
        items={drawn}
        dependencies={[moves]}
        selectionMode="none"
        keyboardNavigationBehavior="tab"
        dragAndDropHooks={dragAndDropHooks}
        onAction={(key) => props.onOpen(String(key))}
        renderEmptyState={() => <p className={styles.none}>Nothing here</p>}
      >
        {(card) => <CardItem card={card} moves={moves} movable={movable} />}
      </GridList>
      {cards.length > atOnce ? (
        <footer className={styles.pages}>
          <Button
            kind="quiet"
            label={`Earlier cards of ${column.label}`}
            isDisabled={first === 0}
            onPress={() => props.onTurn(cards[first - atOnce]?.id ?? null)}
          >
            Earlier
          </Button>
          <span>{`${formatNumber(first + 1)}–${formatNumber(first + drawn.length)} of ${props.isPart ? 'at least ' : ''}${formatNumber(cards.length)}${count > cards.length ? ' listed' : ''}`}</span>
          <Button
            kind="quiet"
            label={`Later cards of ${column.label}`}
            isDisabled={first + drawn.length === cards.length}
            onPress={() => props.onTurn(cards[first + atOnce]?.id ?? null)}
          >
            Later
          </Button>
        </footer>
      ) : null}
    </section>
  );
}

function CardItem({
  card,
  moves,
  movable,
}: {
  readonly card: BoardCard;
  readonly moves: CardMoves;
  readonly movable: boolean;
}) {
  const move = moves.get(card.id);
  return (
    <GridListItem
      id={card.id}
      textValue={card.title}
      data-card={card.id}
      className={classNames(styles.card, card.stale === true && styles.stale)}
    >
      {movable ? (
        <AriaButton slot="drag" className={styles.grip ?? ''} aria-label={`Drag ${card.title}`}>
          <Icon name="grip" size={12} />
        </AriaButton>
      ) : null}
      <span className={styles.title}>{card.title}</span>
      {card.detail === undefined ? null : <span className={styles.detail}>{card.detail}</span>}
      {move?.kind === 'saving' ? <span className={styles.saving} /> : null}
      {move?.kind === 'refused' ? <span className={styles.reason}>{move.reason}</span> : null}
    </GridListItem>
  );
}
