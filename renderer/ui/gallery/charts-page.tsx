import { useMemo, useState } from 'react';
import { AreaStack } from '../charts/area-stack.tsx';
import { BarList } from '../charts/bar-list.tsx';
import type { ChartData } from '../charts/chart-data.ts';
import { ChartPanel } from '../charts/chart-panel.tsx';
import { LineChart } from '../charts/line-chart.tsx';
import { Sparkline } from '../charts/sparkline.tsx';
import { PageGrid, Panel } from '../panel.tsx';
import { Select } from '../select.tsx';
import styles from './gallery.module.css';

const day = 86_400_000;
const start = Date.UTC(2026, 1, 13);
const iso = (index: number) => new Date(start + index * day).toISOString().slice(0, 10);

function burnUp(days: number): ChartData {
  const points = Array.from({ length: days }, (_, index) => {
    const unknown = index > days * 0.55 && index < days * 0.65;
    return {
      x: iso(index),
      done: unknown ? null : Math.round(24 / (1 + Math.exp((days * 0.3 - index) / (days * 0.06)))),
      ideal: Math.round((index / (days - 1)) * 250) / 10,
    };
  });
  return {
    unit: 'items',
    points,
    series: [
      { key: 'done', label: 'done', mark: 'done' },
      { key: 'ideal', label: 'steady pace', mark: null, dashed: true },
    ],
    gaps: [{ from: iso(Math.ceil(days * 0.55)), to: iso(Math.floor(days * 0.65)) }],
    thresholds: [{ value: 25, label: 'all 25' }],
    of: days > 400 ? 4200 : days,
  };
}

function byState(days: number): ChartData {
  return {
    unit: 'items',
    points: Array.from({ length: days }, (_, index) => {
      const done = Math.round((index / days) * 18);
      const active = 4 + (index % 3);
      return {
        x: iso(index),
        done,
        review: 2,
        active,
        blocked: index > days / 2 ? 2 : 0,
        planned: 25 - done - active,
      };
    }),
    series: [
      { key: 'done', label: 'done', mark: 'done' },
      { key: 'review', label: 'in review', mark: 'review' },
      { key: 'active', label: 'active', mark: 'active' },
      { key: 'planned', label: 'planned', mark: 'planned' },
      { key: 'blocked', label: 'blocked', mark: 'blocked' },
    ],
  };
}

const slip: ChartData = {
  unit: 'days',
  points: Array.from({ length: 20 }, (_, index) => ({
    x: iso(index * 4),
    slip: Math.round(Math.sin(index / 3) * 9),
  })),
  series: [{ key: 'slip', label: 'days late', mark: 'at-risk' }],
};

export function ChartsPage() {
  const [range, setRange] = useState('84');
  const days = Number(range);
  const data = useMemo(() => burnUp(days), [days]);
  const stack = useMemo(() => byState(days), [days]);
  return (
    <PageGrid>
      <ChartPanel
        span={6}
        title="Burn-up"
        answers="Will it be done in time?"
        data={data}
        fileName="burn-up"
        range={
          <Select
            label="Range"
            hideLabel
            value={range}
            onChange={setRange}
            choices={[
              { id: '84', label: '12 weeks' },
              { id: '365', label: 'a year' },
              { id: '1000', label: 'everything' },
            ]}
          />
        }
      >
        <LineChart label="Burn-up" data={data} syncId="gallery" />
      </ChartPanel>
      <ChartPanel span={6} title="States" answers="Where does the work stand?" data={stack} fileName="states">
        <AreaStack label="States over time" data={stack} syncId="gallery" />
      </ChartPanel>
      <ChartPanel span={6} title="Slip" answers="Do dates hold?" data={slip} fileName="slip">
        <LineChart label="Slip" data={slip} height={180} />
      </ChartPanel>
      <Panel span={6} title="Load" fact="per owner">
        <BarList
          label="Load per owner"
          onOpen={() => undefined}
          bars={[
            {
              id: 'a',
              label: 'Ines',
              parts: [
                { mark: 'active', count: 4 },
                { mark: 'planned', count: 5 },
              ],
              end: '9 open, 1 overdue',
            },
            {
              id: 'b',
              label: 'Jonas',
              parts: [
                { mark: 'blocked', count: 1 },
                { mark: 'planned', count: 3 },
              ],
              end: '4 open',
            },
            { id: 'c', label: 'no owner', parts: [{ mark: 'planned', count: 2 }], end: '2 open' },
          ]}
        />
        <p className={styles.inset}>
          <Sparkline label="done per week, 4 in the last" values={[0, 1, 3, 2, null, null, 5, 4]} />
        </p>
      </Panel>
    </PageGrid>
  );
}
