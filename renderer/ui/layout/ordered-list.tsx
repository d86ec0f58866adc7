import type { KeyboardEvent, ReactNode } from 'react';
import { Button, GridList, GridListItem, useDragAndDrop } from 'react-aria-components';
import { announce } from '../feedback/live-region.tsx';
import { IconButton } from '../inputs/button.tsx';
import { Icon } from '../marks/icon.tsx';
import styles from './ordered-list.module.css';

export interface OrderedItem {
  readonly id: string;
  /** Its name in announcements and for screen readers. */
  readonly name: string;
  readonly content: ReactNode;
  /** Buttons at the right end. */
  readonly actions?: ReactNode | undefined;
  readonly muted?: boolean | undefined;
}

export interface OrderedListProps {
  readonly label: string;
  readonly items: readonly OrderedItem[];
  /** Puts an item before another one, or last for null. True once it holds. */
  readonly onMove: (id: string, before: string | null) => Promise<boolean>;
}

/**
 * A list whose order counts. Items are moved by pointer, by their up and down buttons, or with Alt and an
 * arrow key; where they came to stand is said.
 */
export function OrderedList({ label, items, onMove }: OrderedListProps) {
  const move = async (id: string, before: string | null) => {
    const at = items.findIndex((item) => item.id === id);
    const name = items[at]?.name ?? '';
    const rest = items.filter((item) => item.id !== id);
    const to = before === null ? rest.length : rest.findIndex((item) => item.id === before);
    if (at < 0 || to < 0 || to === at) return;
    if (await onMove(id, before)) announce(`${name} is now number ${to + 1} of ${items.length}`);
  };
  const step = (id: string, by: -1 | 1) => {
    const at = items.findIndex((item) => item.id === id);
    const target = at + by;
    if (target < 0 || target >= items.length) return;
    void move(id, items[by === 1 ? target + 1 : target]?.id ?? null);
  };
  const { dragAndDropHooks } = useDragAndDrop({
    getItems: (keys) =>
      [...keys].map((key) => ({
        'text/plain': items.find((item) => item.id === key)?.name ?? String(key),
      })),
    onReorder: (event) => {
      const [id] = event.keys;
      const target = items.findIndex((item) => item.id === event.target.key);
      if (id === undefined || target < 0) return;
      const before = items[event.target.dropPosition === 'after' ? target + 1 : target]?.id ?? null;
      if (before !== id) void move(String(id), before);
    },
  });
  const onKeyDownCapture = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : null;
    const row = event.target instanceof Element ? event.target.closest<HTMLElement>('[role=row]') : null;
    const id = row?.dataset['key'];
    if (!event.altKey || by === null || id === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    step(id, by);
  };
  return (
    <div onKeyDownCapture={onKeyDownCapture}>
      <GridList
        aria-label={label}
        className={styles.list ?? ''}
        items={items}
        dependencies={[items]}
        dragAndDropHooks={dragAndDropHooks}
        keyboardNavigationBehavior="tab"
      >
        {(item) => {
          const at = items.findIndex((one) => one.id === item.id);
          return (
            <GridListItem id={item.id} textValue={item.name} className={styles.item ?? ''}>
              <span className={styles.row} data-muted={item.muted === true}>
                <Button slot="drag" className={styles.grip ?? ''} aria-label={`Move ${item.name}`}>
                  <Icon name="grip" />
                </Button>
                <span className={styles.place}>{at + 1}</span>
                <span className={styles.content}>{item.content}</span>
                <span className={styles.actions}>
                  <IconButton
                    icon="up"
                    label={`Move ${item.name} up`}
                    isDisabled={at === 0}
                    onPress={() => step(item.id, -1)}
                  />
                  <IconButton
                    icon="down"
                    label={`Move ${item.name} down`}
                    isDisabled={at === items.length - 1}
                    onPress={() => step(item.id, 1)}
                  />
                  {item.actions}
                </span>
              </span>
            </GridListItem>
          );
        }}
      </GridList>
    </div>
  );
}
