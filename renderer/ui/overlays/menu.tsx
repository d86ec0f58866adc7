import type { ReactNode } from 'react';
import {
  Menu as AriaMenu,
  Header,
  Keyboard,
  MenuItem,
  MenuSection,
  MenuTrigger,
  Popover,
  Separator,
} from 'react-aria-components';
import type { Mark } from '../marks/mark.ts';
import { StateMark } from '../marks/state-mark.tsx';
import { omitUndefined } from '../omit-undefined.ts';
import styles from './menu.module.css';

export interface MenuEntry {
  readonly id: string;
  readonly label: string;
  readonly mark?: Mark | undefined;
  /** The key that does the same. */
  readonly keys?: string | undefined;
  /** Muted second line; for a disabled entry the reason. */
  readonly detail?: string | undefined;
  readonly isDisabled?: boolean | undefined;
  readonly isChecked?: boolean | undefined;
  readonly danger?: boolean | undefined;
}

export interface MenuGroup {
  readonly id: string;
  readonly title?: string | undefined;
  readonly entries: readonly MenuEntry[];
}

export interface MenuProps {
  readonly label: string;
  /** A Button or IconButton of the kit. */
  readonly trigger: ReactNode;
  readonly groups: readonly MenuGroup[];
  readonly onAction: (id: string) => void;
}

/** A menu behind a button. Typing jumps to an entry. */
export function Menu({ label, trigger, groups, onAction }: MenuProps) {
  return (
    <MenuTrigger>
      {trigger}
      <Popover className={styles.popover ?? ''} offset={4}>
        <AriaMenu aria-label={label} className={styles.menu ?? ''} onAction={(key) => onAction(String(key))}>
          <MenuGroups groups={groups} />
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}

/** The entries of a menu, its groups parted by lines. */
export function MenuGroups({ groups }: { readonly groups: readonly MenuGroup[] }) {
  return groups.map((group, index) => <MenuGroupItems key={group.id} group={group} first={index === 0} />);
}

function MenuGroupItems({ group, first }: { readonly group: MenuGroup; readonly first: boolean }) {
  return (
    <>
      {first ? null : <Separator className={styles.line ?? ''} />}
      <MenuSection {...omitUndefined({ 'aria-label': group.title === undefined ? group.id : undefined })}>
        {group.title === undefined ? null : <Header className={styles.title ?? ''}>{group.title}</Header>}
        {group.entries.map((entry) => (
          <MenuItem
            key={entry.id}
            id={entry.id}
            textValue={entry.label}
            className={styles.item ?? ''}
            isDisabled={entry.isDisabled ?? false}
            data-danger={entry.danger === true}
          >
            {entry.mark === undefined ? null : <StateMark mark={entry.mark} silent />}
            <span className={styles.words}>
              {entry.isChecked === true ? '✓ ' : ''}
              {entry.label}
              {entry.detail === undefined ? null : <span className={styles.detail}>{entry.detail}</span>}
            </span>
            {entry.keys === undefined ? null : (
              <Keyboard className={styles.keys ?? ''}>{entry.keys}</Keyboard>
            )}
          </MenuItem>
        ))}
      </MenuSection>
    </>
  );
}
