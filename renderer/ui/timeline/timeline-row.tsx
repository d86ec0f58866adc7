import { classNames } from '../class-names.ts';
import { markColour } from '../marks/mark.ts';
import { StateBar } from '../marks/state-bar.tsx';
import { StateMark } from '../marks/state-mark.tsx';
import { formatDay } from '../text/format.ts';
import { VisuallyHidden } from '../text/visually-hidden.tsx';
import styles from './timeline.module.css';
import type { TimelineLine, TimeScale } from './timeline-model.ts';
import { describeItem } from './timeline-model.ts';

export interface TimelineRowProps {
  readonly id: string;
  readonly line: TimelineLine;
  readonly index: number;
  readonly top: number;
  readonly height: number;
  readonly scale: TimeScale;
  readonly active: boolean;
  readonly open: boolean;
}

/** A lane's header, or an item with its bar or mark and the ghost of its first date. */
export function TimelineRow({ id, line, index, top, height, scale, active, open }: TimelineRowProps) {
  if (line.kind === 'lane') {
    return (
      <div aria-hidden="true" className={classNames(styles.row, styles.lane)} style={{ top, height }}>
        <span className={styles.name}>
          <b>{line.lane}</b>
          <span className={styles.laneBar}>
            <StateBar label={line.lane} parts={line.parts} />
          </span>
        </span>
      </div>
    );
  }
  const { item } = line;
  const due = scale.x(item.due);
  const start = item.start === null ? null : scale.x(item.start);
  const first = item.firstDue === null || item.slipDays === 0 ? null : scale.x(item.firstDue);
  return (
    <div
      id={id}
      role="option"
      aria-selected={active}
      tabIndex={-1}
      data-index={index}
      className={classNames(styles.row, active && styles.active, open && styles.openRow)}
      style={{ top, height }}
    >
      <span className={styles.name}>
        <StateMark mark={item.mark} silent />
        <span className={styles.title}>{item.title}</span>
        <VisuallyHidden>{describeItem(item)}</VisuallyHidden>
      </span>
      <span className={styles.track} style={{ width: scale.width }} aria-hidden="true">
        {first === null ? null : (
          <>
            <span
              className={styles.slip}
              style={{ left: Math.min(first, due), width: Math.abs(due - first) }}
            />
            <span className={styles.ghost} style={{ left: first }} />
          </>
        )}
        {start === null ? null : (
          <span
            className={styles.bar}
            style={{ left: start, width: Math.max(2, due - start), background: markColour(item.mark) }}
          />
        )}
        <span className={styles.mark} style={{ left: due }}>
          <StateMark mark={item.mark} silent size={14} />
        </span>
        <span className={styles.date} style={{ left: Math.max(due, first ?? due) + 9 }}>
          {formatDay(item.due)}
          {first === null ? '' : ` · ${item.slipDays > 0 ? '+' : '−'}${Math.abs(item.slipDays)} d`}
        </span>
      </span>
    </div>
  );
}
