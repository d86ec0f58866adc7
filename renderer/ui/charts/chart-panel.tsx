import type { ReactNode } from 'react';
import { Panel } from '../panel.tsx';
import type { ChartData } from './chart-data.ts';

export interface ChartPanelProps {
  readonly title: string;
  /** The question it answers, in words. */
  readonly answers: string;
  readonly data: ChartData;
  /** A Select or RadioGroup that picks the range. */
  readonly range?: ReactNode | undefined;
  readonly span?: 4 | 5 | 6 | 7 | 8 | 12 | undefined;
  /** Name of exported files, without ending. */
  readonly fileName: string;
  /** The chart: LineChart, AreaStack or BarList of the same data. */
  readonly children: ReactNode;
}

export function ChartPanel({ title, answers, range, span, children }: ChartPanelProps) {
  return (
    <Panel title={title} fact={answers} hint={range} span={span}>
      {children}
    </Panel>
  );
}
