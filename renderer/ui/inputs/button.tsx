import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { classNames } from '../class-names.ts';
import type { IconName } from '../marks/icon.tsx';
import { Icon } from '../marks/icon.tsx';
import { Kbd } from '../marks/kbd.tsx';
import { omitUndefined } from '../omit-undefined.ts';
import styles from './button.module.css';

export interface ButtonProps {
  readonly children: ReactNode;
  readonly kind?: 'primary' | 'plain' | 'quiet' | 'danger' | undefined;
  readonly onPress?: (() => void) | undefined;
  readonly isDisabled?: boolean | undefined;
  /** Shows a progress line and refuses presses; focus stays. */
  readonly isPending?: boolean | undefined;
  /** The key that does the same, drawn beside the words. */
  readonly keys?: string | undefined;
  readonly icon?: IconName | undefined;
  readonly type?: 'button' | 'submit' | undefined;
  readonly autoFocus?: boolean | undefined;
  /** Accessible name where the words alone don't say it. */
  readonly label?: string | undefined;
  readonly isPressed?: boolean | undefined;
  /** `close` closes the dialog it stands in. */
  readonly slot?: 'close' | undefined;
}

export function Button(props: ButtonProps) {
  const { children, kind = 'plain', keys, icon, label, isPressed, isPending = false } = props;
  return (
    <AriaButton
      className={classNames(styles.button, isPending && styles.pending)}
      data-kind={kind}
      type={isPending ? 'button' : (props.type ?? 'button')}
      isDisabled={props.isDisabled ?? false}
      autoFocus={props.autoFocus ?? false}
      {...omitUndefined({
        // Not React Aria's own pending state: it speaks through a live region that still names this button
        // after the dialog around it has gone.
        onPress: props.onPress === undefined || isPending ? undefined : () => props.onPress?.(),
        'aria-disabled': isPending ? true : undefined,
        'aria-label': label,
        'aria-pressed': isPressed,
        slot: props.slot,
      })}
    >
      {icon === undefined ? null : <Icon name={icon} />}
      <span className={styles.words}>{children}</span>
      {keys === undefined ? null : <Kbd keys={keys} />}
    </AriaButton>
  );
}

export interface IconButtonProps {
  readonly icon: IconName;
  /** Its accessible name, shown on hover with its key. */
  readonly label: string;
  readonly keys?: string | undefined;
  readonly onPress?: (() => void) | undefined;
  readonly isDisabled?: boolean | undefined;
  readonly isPressed?: boolean | undefined;
  readonly slot?: 'close' | undefined;
}

export function IconButton(props: IconButtonProps) {
  const { icon, label, keys } = props;
  return (
    <span className={styles.tip} data-tip={keys === undefined ? label : `${label} (${keys})`}>
      <AriaButton
        className={styles.icon ?? ''}
        aria-label={label}
        isDisabled={props.isDisabled ?? false}
        {...omitUndefined({
          onPress: props.onPress === undefined ? undefined : () => props.onPress?.(),
          'aria-pressed': props.isPressed,
          slot: props.slot,
        })}
      >
        <Icon name={icon} />
      </AriaButton>
    </span>
  );
}
