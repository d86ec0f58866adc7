import type { Mark } from '../mark.ts';

export interface TimelineItem {
  readonly id: string;
  readonly title: string;
  readonly lane: string;
  readonly mark: Mark;
  /** ISO date; null draws a diamond at `due`, else a bar. */
  readonly start: string | null;
  readonly due: string;
  /** First date it was seen with, when it has moved since: drawn as a ghost. */
  readonly firstDue: string | null;
  readonly slipDays: number;
  readonly dependsOn: readonly string[];
}

export type TimelineZoom = 'week' | 'month' | 'quarter';

export interface TimelineProps {
  readonly label: string;
  readonly items: readonly TimelineItem[];
  /** ISO date of the today line. */
  readonly today: string;
  readonly zoom?: TimelineZoom | undefined;
  readonly onZoom?: ((zoom: TimelineZoom) => void) | undefined;
  readonly onOpen?: ((id: string) => void) | undefined;
  readonly openId?: string | null | undefined;
}

export function Timeline({ label, items, onOpen }: TimelineProps) {
  return (
    <ul aria-label={label}>
      {items.map((item) => (
        <li key={item.id}>
          <button type="button" onClick={() => onOpen?.(item.id)}>
            {item.due} {item.title}
          </button>
        </li>
      ))}
    </ul>
  );
}
