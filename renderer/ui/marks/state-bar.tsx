import { classNames } from '../class-names.ts';
import type { MarkPart } from './mark.ts';
import { describeParts, markColour } from './mark.ts';
import styles from './state-bar.module.css';

export interface StateBarProps {
  readonly parts: readonly MarkPart[];
  /** What is counted, e.g. "Platform convergence": becomes part of the accessible name. */
  readonly label: string;
  /** Thick is for headers, thin for rows. */
  readonly size?: 'thin' | 'thick' | undefined;
  /** Hatched: what it shows is older than allowed. */
  readonly stale?: boolean | undefined;
}

/** Stacked progress by state; the same numbers in words are its accessible name and its hover text. */
export function StateBar({ parts, label, size = 'thin', stale = false }: StateBarProps) {
  const words = `${label}: ${describeParts(parts)}`;
  return (
    <span
      role="img"
      aria-label={words}
      title={words}
      className={classNames(styles.bar, size === 'thick' && styles.thick, stale && styles.stale)}
    >
      {parts
        .filter((part) => part.count > 0)
        .map((part) => (
          <span
            key={`${part.mark}:${part.label ?? ''}`}
            style={{ flexGrow: part.count, background: stale ? undefined : markColour(part.mark) }}
          />
        ))}
    </span>
  );
}
