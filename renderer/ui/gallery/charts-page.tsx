import { useMemo, useState } from 'react';
import { BarList } from '../charts/bar-list.tsx';
import { ChartPanel } from '../charts/chart-panel.tsx';
import { AreaStack, LineChart } from '../charts/time-chart.tsx';
import { Select } from '../inputs/select.tsx';
import { PageGrid, Panel } from '../layout/panel.tsx';
import { burnUp, byState, load, slip } from './sample-charts.ts';

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
      <ChartPanel span={6} title="Load by state" answers="Who carries how much?" data={load} fileName="load">
        <AreaStack label="Load by state" data={load} />
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
      </Panel>
    </PageGrid>
  );
}
