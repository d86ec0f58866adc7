import type { ReactNode } from 'react';
import type { Mark } from './mark.ts';
import { markColour, markLabels } from './mark.ts';
import styles from './state-mark.module.css';

export interface StateMarkProps {
  readonly mark: Mark;
  /** Said instead of the mark's own word, e.g. the document's raw status. */
  readonly label?: string | undefined;
  readonly size?: number | undefined;
  /** True where the word stands right beside it: the mark is then silent for screen readers. */
  readonly silent?: boolean | undefined;
}

const paper = 'var(--panel)';

const shapes: Readonly<Record<Mark, ReactNode>> = {
  planned: (
    <circle
      cx="7"
      cy="7"
      r="5.3"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.4"
      strokeDasharray="2.2 1.8"
    />
  ),
  active: (
    <>
      <circle cx="7" cy="7" r="5.3" fill="none" stroke="currentColor" strokeWidth="1.4" />
      <path d="M7 1.7a5.3 5.3 0 0 1 0 10.6z" fill="currentColor" />
    </>
  ),
  review: (
    <>
      <path d="M7 .8 13.2 7 7 13.2 .8 7z" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <circle cx="7" cy="7" r="1.8" fill="currentColor" />
    </>
  ),
  blocked: (
    <>
      <rect x="1.6" y="1.6" width="10.8" height="10.8" rx="2" fill="currentColor" />
      <path d="M4.4 7h5.2" stroke={paper} strokeWidth="1.8" />
    </>
  ),
  done: (
    <>
      <circle cx="7" cy="7" r="6" fill="currentColor" />
      <path d="M4 7.2 6.2 9.4 10 5" fill="none" stroke={paper} strokeWidth="1.6" />
    </>
  ),
  locked: (
    <>
      <circle cx="7" cy="7" r="6" fill="currentColor" />
      <circle cx="7" cy="5.6" r="1.7" fill={paper} />
      <path d="M7 6.4 8.4 10.4H5.6z" fill={paper} />
    </>
  ),
  dropped: (
    <>
      <circle cx="7" cy="7" r="5.3" fill="none" stroke="currentColor" strokeWidth="1.4" />
      <path d="M2.2 11.8 11.8 2.2" stroke="currentColor" strokeWidth="1.4" />
    </>
  ),
  unknown: (
    <>
      <circle cx="7" cy="7" r="5.3" fill="none" stroke="currentColor" strokeWidth="1.4" />
      <path
        d="M5.4 5.7a1.6 1.6 0 1 1 2.4 1.4c-.6.35-.8.6-.8 1.2M7 9.4v1"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.3"
      />
    </>
  ),
  'at-risk': (
    <>
      <path d="M7 1.2 13.3 12.4H.7z" fill="currentColor" />
      <path d="M7 5v3.4M7 10v1" stroke={paper} strokeWidth="1.4" />
    </>
  ),
  stale: (
    <>
      <circle cx="7" cy="7" r="5.3" fill="none" stroke="currentColor" strokeWidth="1.4" />
      <path d="M7 4v3.2l2 1.4" fill="none" stroke="currentColor" strokeWidth="1.3" />
    </>
  ),
};

/** The mark of a state. Its shape carries the meaning; the word is its accessible name. */
export function StateMark({ mark, label, size = 14, silent = false }: StateMarkProps) {
  const word = label ?? markLabels[mark];
  return (
    <svg
      className={styles.mark}
      width={size}
      height={size}
      viewBox="0 0 14 14"
      style={{ color: markColour(mark) }}
      {...(silent ? { 'aria-hidden': true } : { role: 'img', 'aria-label': word })}
    >
      {silent ? null : <title>{word}</title>}
      {shapes[mark]}
    </svg>
  );
}

/** A mark with its word beside it, the form to use wherever there is room. */
export function StateLabel({ mark, label }: { readonly mark: Mark; readonly label?: string | undefined }) {
  return (
    <span className={styles.word}>
      <StateMark mark={mark} silent />
      <span className={styles.text}>{label ?? markLabels[mark]}</span>
    </span>
  );
}
