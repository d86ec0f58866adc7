import { useRef } from 'react';
import { Menu as AriaMenu, Popover } from 'react-aria-components';
import styles from './menu.module.css';
import { type MenuGroup, MenuGroups } from './menu.tsx';

export interface ContextMenuProps {
  readonly label: string;
  /** Where it opens, in pixels of the window. */
  readonly at: { readonly x: number; readonly y: number };
  readonly groups: readonly MenuGroup[];
  readonly onAction: (id: string) => void;
  readonly onClose: () => void;
}

/** What a secondary press, Shift+F10 or the menu key opens, where it was pressed. Open while mounted. */
export function ContextMenu({ label, at, groups, onAction, onClose }: ContextMenuProps) {
  const place = useRef<HTMLSpanElement>(null);
  return (
    <>
      <span ref={place} className={styles.place} style={{ left: at.x, top: at.y }} />
      <Popover
        aria-label={label}
        className={styles.popover ?? ''}
        triggerRef={place}
        placement="bottom start"
        offset={0}
        isOpen
        onOpenChange={(open) => {
          if (!open) onClose();
        }}
      >
        <AriaMenu
          aria-label={label}
          className={styles.menu ?? ''}
          autoFocus="first"
          onClose={onClose}
          onAction={(key) => onAction(String(key))}
        >
          <MenuGroups groups={groups} />
        </AriaMenu>
      </Popover>
    </>
  );
}
