import type { ReactNode } from 'react';
import { Popover as AriaPopover, Dialog, DialogTrigger } from 'react-aria-components';
import { omitUndefined } from '../omit-undefined.ts';
import styles from './popover.module.css';

export interface PopoverProps {
  readonly label: string;
  /** A Button or IconButton of the kit. */
  readonly trigger: ReactNode;
  /** A form that Enter sends is given what closes it. */
  readonly children: ReactNode | ((close: () => void) => ReactNode);
  /** With `onOpenChange`: whoever shows it closes it. */
  readonly isOpen?: boolean | undefined;
  readonly onOpenChange?: ((isOpen: boolean) => void) | undefined;
}

/** A small non-modal surface behind a button; Escape or a press outside closes it. */
export function Popover({ label, trigger, children, isOpen, onOpenChange }: PopoverProps) {
  return (
    <DialogTrigger {...omitUndefined({ isOpen, onOpenChange })}>
      {trigger}
      <AriaPopover className={styles.popover ?? ''} offset={4}>
        <Dialog aria-label={label} className={styles.dialog ?? ''}>
          {({ close }) => (typeof children === 'function' ? children(close) : children)}
        </Dialog>
      </AriaPopover>
    </DialogTrigger>
  );
}
