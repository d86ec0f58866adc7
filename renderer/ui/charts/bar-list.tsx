import type { MarkPart } from '../mark.ts';
import { StateBar } from '../state-bar.tsx';

export interface BarListProps {
  readonly label: string;
  /** One bar each; a bar with several parts is stacked. Longest possible bar is the largest total. */
  readonly bars: readonly {
    readonly id: string;
    readonly label: string;
    readonly parts: readonly MarkPart[];
    /** Words at the end: "5 open, 1 overdue". */
    readonly end?: string | undefined;
  }[];
  readonly onOpen?: ((id: string) => void) | undefined;
}

export function BarList({ label, bars }: BarListProps) {
  return (
    <ul aria-label={label}>
      {bars.map((bar) => (
        <li key={bar.id}>
          {bar.label} <StateBar label={bar.label} parts={bar.parts} /> {bar.end}
        </li>
      ))}
    </ul>
  );
}
