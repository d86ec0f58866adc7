import type { ReactNode } from 'react';
import { Link as AriaLink } from 'react-aria-components';
import { omitUndefined } from '../omit-undefined.ts';
import styles from './link.module.css';

export interface TextLinkProps {
  readonly href?: string | undefined;
  readonly onPress?: (() => void) | undefined;
  readonly children: ReactNode;
  /** Underlined only on hover and focus; for dense rows. */
  readonly quiet?: boolean | undefined;
  readonly label?: string | undefined;
}

/** A link inside text. Navigation goes through the router the app provides to React Aria. */
export function TextLink({ href, onPress, children, quiet = false, label }: TextLinkProps) {
  return (
    <AriaLink
      className={(quiet ? styles.quiet : styles.link) ?? ''}
      {...omitUndefined({
        href,
        onPress: onPress === undefined ? undefined : () => onPress(),
        'aria-label': label,
      })}
    >
      {children}
    </AriaLink>
  );
}
