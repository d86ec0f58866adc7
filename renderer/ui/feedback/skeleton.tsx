import { VisuallyHidden } from '../text/visually-hidden.tsx';
import styles from './skeleton.module.css';

export interface SkeletonProps {
  /** What is on its way, said once to screen readers. */
  readonly label: string;
  readonly lines?: number | undefined;
}

const widths = ['92%', '74%', '83%', '66%', '88%'];

/** Grey lines where text will stand. They do not move. */
export function Skeleton({ label, lines = 3 }: SkeletonProps) {
  return (
    <div className={styles.skeleton} role="status">
      <VisuallyHidden>{`Loading ${label}`}</VisuallyHidden>
      {Array.from({ length: lines }, (_, index) => (
        <span key={index} className={styles.line} style={{ width: widths[index % widths.length] ?? '80%' }} />
      ))}
    </div>
  );
}
