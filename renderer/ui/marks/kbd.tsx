import { Fragment } from 'react';
import styles from './kbd.module.css';

export interface KbdProps {
  /** One key or chord ("Ctrl K"), shown in one cap. */
  readonly keys: string;
}

const spoken: Readonly<Record<string, string>> = {
  '↵': 'Enter',
  '[': 'left bracket',
  ']': 'right bracket',
  '?': 'question mark',
};

/** A key as printed on the keyboard; symbols are read out by their names. */
export function Kbd({ keys }: KbdProps) {
  const said = spoken[keys];
  return <kbd className={styles.kbd}>{said === undefined ? keys : <abbr title={said}>{keys}</abbr>}</kbd>;
}

export interface KeyHintsProps {
  readonly hints: readonly { readonly keys: readonly string[]; readonly does: string }[];
}

/** The right-hand hint of a panel: "j k move · a ack · ↵ open". */
export function KeyHints({ hints }: KeyHintsProps) {
  return (
    <span className={styles.hints}>
      {hints.map((hint, index) => (
        <Fragment key={hint.does}>
          {index === 0 ? null : <span aria-hidden="true"> · </span>}
          {hint.keys.map((key) => (
            <Kbd key={key} keys={key} />
          ))}
          <span>{hint.does}</span>
        </Fragment>
      ))}
    </span>
  );
}
