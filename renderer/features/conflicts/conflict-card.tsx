import { type ReactNode, useEffect, useRef } from 'react';
import { readableDates } from '../../bridge/readable-dates.ts';
import { Button } from '../../ui/inputs/button.tsx';
import { StateMark } from '../../ui/marks/state-mark.tsx';
import { TextLink } from '../../ui/text/link.tsx';
import { TimeText } from '../../ui/text/time-text.tsx';
import styles from './conflicts.module.css';
import {
  authorText,
  type Conflict,
  currentSide,
  currentSideText,
  differing,
  type Keep,
  resolvedText,
  valueText,
} from './conflicts-model.ts';

interface ConflictCardProps {
  readonly conflict: Conflict;
  readonly isActive: boolean;
  /** True when the keyboard moved here: the card takes the focus. */
  readonly focused: boolean;
  readonly onActivate: () => void;
  readonly onKeep: (side: Keep) => void;
  readonly onReopen: () => void;
}

/** Theirs, what the file says, yours: side by side, with the rule that decided in words. */
export function ConflictCard(props: ConflictCardProps) {
  const { conflict, isActive, focused, onActivate, onKeep, onReopen } = props;
  const card = useRef<HTMLElement>(null);
  useEffect(() => {
    if (focused) card.current?.focus();
  }, [focused]);
  useEffect(() => {
    const here = card.current;
    // Keys decide the marked card: it must be the one the focus is in.
    here?.addEventListener('focusin', onActivate);
    return () => here?.removeEventListener('focusin', onActivate);
  }, [onActivate]);
  const now = currentSide(conflict);
  const open = conflict.resolved === null;
  return (
    <article
      ref={card}
      tabIndex={-1}
      className={styles.card}
      data-active={isActive}
      aria-label={`${conflict.title}, ${conflict.field}`}
    >
      <header>
        <StateMark mark={open ? 'at-risk' : 'done'} label={open ? 'open' : 'decided'} />
        <h2>
          {conflict.title} <span className={styles.muted}>{conflict.field}</span>
        </h2>
        <TextLink
          quiet
          href={`/trackers/${conflict.trackerId}/table${conflict.itemId === null ? '' : `?item=${conflict.itemId}`}`}
        >
          {conflict.trackerName}
        </TextLink>
      </header>
      <div className={styles.columns}>
        <Side
          title={`Theirs: ${authorText(conflict.theirs.who)}`}
          at={conflict.theirs.at}
          value={conflict.theirs.value}
          other={conflict.mine.value}
          stands={now === 'theirs'}
          action={
            open ? (
              <Button keys="t" onPress={() => onKeep('theirs')}>
                Keep theirs
              </Button>
            ) : null
          }
        />
        <section className={styles.side} data-result="true">
          <h3>The file says</h3>
          <p className={styles.value}>{valueText(conflict.current)}</p>
          <p className={styles.muted}>Before both: {valueText(conflict.base)}</p>
        </section>
        <Side
          title={`Yours: ${conflict.mine.who}`}
          at={conflict.mine.at}
          value={conflict.mine.value}
          other={conflict.theirs.value}
          stands={now === 'mine'}
          action={
            open ? (
              <Button keys="m" onPress={() => onKeep('mine')}>
                Keep mine
              </Button>
            ) : null
          }
        />
      </div>
      <footer>
        <span>{readableDates(conflict.rule)}</span>
        {conflict.resolved === null ? (
          <span className={styles.muted}>{currentSideText(conflict)}</span>
        ) : (
          <span className={styles.muted}>
            {resolvedText(conflict.resolved.by, conflict.resolved.keep, conflict.theirs.who)}{' '}
            <TimeText at={conflict.resolved.at} />
          </span>
        )}
        {open ? null : (
          <Button kind="quiet" keys="u" onPress={onReopen}>
            Open again
          </Button>
        )}
      </footer>
    </article>
  );
}

interface SideProps {
  readonly title: string;
  readonly at: number;
  readonly value: string | null;
  readonly other: string | null;
  readonly stands: boolean;
  readonly action: ReactNode;
}

function Side({ title, at, value, other, stands, action }: SideProps) {
  const parts = differing(valueText(value), valueText(other));
  return (
    <section className={styles.side} data-stands={stands}>
      <h3>
        {title} · <TimeText at={at} />
      </h3>
      <p className={styles.value}>
        {parts.start}
        {parts.middle === '' ? null : <mark>{parts.middle}</mark>}
        {parts.end}
      </p>
      {action}
    </section>
  );
}
