import { z } from 'zod';
import { useQuery, useView } from '../../bridge/hooks.ts';
import { useLayout } from '../../bridge/layout.ts';
import { few } from '../../domains/trackers/listing/few.ts';
import { TrackerPicker } from '../../domains/trackers/listing/tracker-picker.tsx';
import { ChartPanel } from '../../ui/charts/chart-panel.tsx';
import { LineChart } from '../../ui/charts/time-chart.tsx';
import { EmptyState } from '../../ui/feedback/empty-state.tsx';
import { Skeleton } from '../../ui/feedback/skeleton.tsx';
import { navigate } from '../../ui/frame/navigation.tsx';
import { Panel } from '../../ui/layout/panel.tsx';
import styles from './bridge.module.css';
import { burnUp, chartedProgramme, chartRange } from './bridge-model.ts';
import { chartData } from './chart-data.ts';

const ChosenProgramme = z.string().nullable();

/** How one programme came to where it stands. */
export function BurnUpPanel() {
  const [chosen, choose] = useLayout<string | null>('bridge.programme', ChosenProgramme, null);
  const { rows, extra, phase } = useView('bridge.programmes', { atHand: chosen, limit: few });
  const programme = chartedProgramme(rows, chosen);
  const charts = useQuery(
    'trackers.charts',
    programme === null ? null : { trackerId: programme.id, from: null, to: null },
    [programme?.changedAt ?? null],
  );
  const chart = burnUp(charts.value);
  const picker =
    programme === null || extra === null || extra.trackers < 2 ? undefined : (
      <TrackerPicker label="Programme" picked={programme.name} onPick={choose} />
    );
  if (programme === null || chart === null || chart.points.length === 0) {
    return (
      <Panel title="Burn-up" span={5} fact={programme?.name} actions={picker}>
        {phase === 'loading' || charts.busy ? (
          <div className={styles.padded}>
            <Skeleton label="the burn-up" lines={5} />
          </div>
        ) : (
          <EmptyState
            sentence="Shows how finished work grew day by day. It needs a tracker with statuses; each change adds to its history."
            action={
              programme === null
                ? undefined
                : { label: `Open ${programme.name}`, onPress: () => navigate(`/trackers/${programme.id}`) }
            }
          />
        )}
      </Panel>
    );
  }
  const range = chartRange(chart);
  return (
    <ChartPanel
      title="Burn-up"
      answers={range ?? chart.answers}
      data={chartData(chart)}
      range={picker}
      span={5}
      fileName={`burn-up ${programme.name}`}
    >
      <LineChart data={chartData(chart)} label={`${chart.answers} ${programme.name}`} height={220} />
    </ChartPanel>
  );
}
