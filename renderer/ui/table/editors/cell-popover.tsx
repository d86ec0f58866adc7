import type { ReactNode, RefObject } from 'react';
import { Popover } from 'react-aria-components';
import styles from './suggestions.module.css';

export interface CellPopoverProps {
  readonly anchor: RefObject<HTMLElement | null>;
  readonly label: string;
  readonly isOpen?: boolean | undefined;
  readonly children: ReactNode;
}

/** A surface beneath a cell, or above it where there is no room. Leaves the focus where it is. */
export function CellPopover({ anchor, label, isOpen = true, children }: CellPopoverProps) {
  return (
    <Popover
      triggerRef={anchor}
      isOpen={isOpen}
      isNonModal
      placement="bottom start"
      offset={0}
      containerPadding={4}
      className={styles.popover ?? ''}
    >
      <section aria-label={label}>{children}</section>
    </Popover>
  );
}
