import type { ReactNode } from 'react';
import { useEffect, useId, useRef } from 'react';
import { IconButton } from '../inputs/button.tsx';
import styles from './side-panel.module.css';

export interface SidePanelProps {
  readonly title: string;
  /** Stands before the title: a StateMark. */
  readonly mark?: ReactNode | undefined;
  /** One muted line under the title. */
  readonly fact?: ReactNode | undefined;
  readonly onClose: () => void;
  /** `[` and `]`; left out, the button is disabled. */
  readonly onPrevious?: (() => void) | undefined;
  readonly onNext?: (() => void) | undefined;
  readonly children: ReactNode;
  readonly footer?: ReactNode | undefined;
}

const typing = 'input, textarea, select, [contenteditable="true"]';

/**
 * The 480 px panel at the right: takes focus when it opens, gives it back when it closes, stays while its content changes.
 * Not modal: the table behind it stays usable.
 */
export function SidePanel(props: SidePanelProps) {
  const panel = useRef<HTMLElement>(null);
  const titleId = useId();
  useEffect(() => {
    const before = document.activeElement;
    panel.current?.focus({ preventScroll: true });
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, []);
  return (
    <aside
      ref={panel}
      tabIndex={-1}
      aria-labelledby={titleId}
      className={styles.panel}
      data-side-panel
      onKeyDown={(event) => {
        if (event.defaultPrevented) return;
        const inField = event.target instanceof Element && event.target.matches(typing);
        if (event.key === 'Escape') {
          event.preventDefault();
          event.stopPropagation();
          props.onClose();
        } else if (!inField && event.key === '[' && props.onPrevious !== undefined) {
          event.preventDefault();
          props.onPrevious();
        } else if (!inField && event.key === ']' && props.onNext !== undefined) {
          event.preventDefault();
          props.onNext();
        }
      }}
    >
      <header className={styles.header}>
        <div className={styles.heading}>
          <h2 id={titleId}>
            {props.mark}
            <span>{props.title}</span>
          </h2>
          {props.fact === undefined ? null : <small>{props.fact}</small>}
        </div>
        <IconButton
          icon="up"
          label="Previous"
          keys="["
          onPress={props.onPrevious}
          isDisabled={props.onPrevious === undefined}
        />
        <IconButton
          icon="down"
          label="Next"
          keys="]"
          onPress={props.onNext}
          isDisabled={props.onNext === undefined}
        />
        <IconButton icon="close" label="Close" keys="Esc" onPress={props.onClose} />
      </header>
      <div className={styles.body}>{props.children}</div>
      {props.footer === undefined ? null : <footer className={styles.footer}>{props.footer}</footer>}
    </aside>
  );
}
