import { markColour } from '../marks/mark.ts';
import { StateMark } from '../marks/state-mark.tsx';
import styles from './diagram.module.css';
import type { DiagramSpec } from './diagram-types.ts';

/** Bars of a gantt block in its own unit; done, active and planned by their marks. */
export function GanttDrawing({ diagram }: { readonly diagram: DiagramSpec }) {
  const from = Math.min(...diagram.bars.map((bar) => bar.start));
  const to = Math.max(...diagram.bars.map((bar) => bar.start + bar.length));
  const share = (value: number) => `${((value - from) / Math.max(1, to - from)) * 100}%`;
  const sections = [...new Set(diagram.bars.map((bar) => bar.section))];
  return (
    <div className={styles.gantt} aria-hidden="true">
      {sections.map((section) => (
        <div key={section} className={styles.ganttSection}>
          {section === '' ? null : <b>{section}</b>}
          {diagram.bars
            .filter((bar) => bar.section === section)
            .map((bar) => {
              const mark = bar.done ? 'done' : bar.active ? 'active' : 'planned';
              return (
                <div key={bar.id} className={styles.ganttRow}>
                  <span className={styles.ganttName}>
                    <StateMark mark={mark} silent />
                    {bar.label}
                  </span>
                  <span className={styles.ganttTrack}>
                    <span
                      style={{
                        left: share(bar.start),
                        width: `max(4px, ${share(from + bar.length)})`,
                        background: markColour(mark),
                      }}
                    />
                  </span>
                </div>
              );
            })}
        </div>
      ))}
    </div>
  );
}
