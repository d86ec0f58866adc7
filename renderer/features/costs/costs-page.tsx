import { useMemo } from 'react';
import { HubId } from '../../../core/kernel/ids.ts';
import { FailureNotice } from '../../bridge/failure-notice.tsx';
import { useQuery, useView } from '../../bridge/hooks.ts';
import { FleetNav } from '../../domains/fleet/fleet-nav.tsx';
import { moneyListText } from '../../domains/fleet/money-format.ts';
import { useToday } from '../../domains/trackers/today.ts';
import { BarStack } from '../../ui/charts/bar-stack.tsx';
import { ChartPanel } from '../../ui/charts/chart-panel.tsx';
import { LineChart } from '../../ui/charts/time-chart.tsx';
import { EmptyState } from '../../ui/feedback/empty-state.tsx';
import { Notice } from '../../ui/feedback/notice.tsx';
import { Skeleton } from '../../ui/feedback/skeleton.tsx';
import { navigate, useQueryParam } from '../../ui/frame/navigation.tsx';
import { PageGrid } from '../../ui/layout/panel.tsx';
import { formatDay } from '../../ui/text/format.ts';
import { BudgetsPanel } from './budgets-panel.tsx';
import {
  type Costs,
  costChart,
  currenciesOf,
  drawnBars,
  readSplit,
  type Split,
  splits,
  unpricedSentence,
} from './cost-model.ts';
import { type DayRange, readDayRange } from './cost-range.ts';
import { CostTable } from './cost-table.tsx';
import { CostToolbar } from './cost-toolbar.tsx';
import styles from './costs.module.css';

/** What the fleet's work cost, by whom, for what and when. */
export function CostsPage() {
  const today = useToday();
  const [by, setBy] = useQueryParam('by');
  const [days, setDays] = useQueryParam('days');
  const [hub, setHub] = useQueryParam('hub');
  const hubId = HubId.safeParse(hub).data ?? null;
  const split = readSplit(by);
  const range = readDayRange(days, today);
  const backwards = range.to < range.from;
  const status = useView('hub.status', {}).rows[0];
  const costs = useQuery(
    'costs.by',
    backwards ? null : { by: split, hubId, from: range.from, to: range.to },
    // Asked again when today's sum moved.
    [JSON.stringify(status?.costToday ?? [])],
  );
  return (
    <>
      <FleetNav />
      <CostToolbar split={split} onSplit={setBy} range={range} onRange={setDays} hub={hubId} onHub={setHub} />
      {backwards ? (
        <Notice
          kind="warning"
          what="This range ends before it begins."
          todo="Pick a last day after the first."
        />
      ) : costs.failure !== null ? (
        <FailureNotice failure={costs.failure} />
      ) : costs.value === null ? (
        <Skeleton label="the costs" lines={8} />
      ) : (
        <Shown costs={costs.value} split={split} range={range} />
      )}
    </>
  );
}

interface ShownProps {
  readonly costs: Costs;
  readonly split: Split;
  readonly range: DayRange;
}

function Shown({ costs, split, range }: ShownProps) {
  const missing = unpricedSentence(costs.unpriced);
  const words = splits.find((one) => one.id === split)?.label.toLowerCase() ?? split;
  const total = moneyListText(costs.total);
  if (costs.rows.length === 0)
    return (
      <>
        <EmptyState
          sentence={`What attempts cost is added up here by agent, task, model, item and day, each currency by itself. No attempt ended ${
            range.from === range.to ? `on ${formatDay(range.from)}` : 'in these days'
          }.`}
          action={{ label: 'New task', keys: '⇧ N', onPress: () => navigate('/tasks/new') }}
        />
        <PageGrid>
          <BudgetsPanel />
        </PageGrid>
      </>
    );
  return (
    <>
      <p className={styles.total}>
        <b>
          {total === null
            ? costs.unpriced > 0
              ? 'An unknown sum'
              : 'Nothing'
            : costs.unpriced > 0
              ? `At least ${total}`
              : total}
        </b>{' '}
        from {formatDay(range.from)} to {formatDay(range.to)}
        {costs.total.length > 1 ? '; each currency by itself, never added' : ''}.
      </p>
      {missing === null ? null : (
        <div className={styles.missing}>
          <Notice kind="warning" what={missing} kept="Their tokens are counted." />
        </div>
      )}
      <PageGrid>
        {currenciesOf(costs.rows).map((currency) => (
          <CurrencyChart
            key={currency}
            currency={currency}
            words={words}
            costs={costs}
            split={split}
            range={range}
          />
        ))}
        <CostTable costs={costs} split={split} words={words} range={range} />
        <BudgetsPanel />
      </PageGrid>
    </>
  );
}

function CurrencyChart({
  currency,
  words,
  costs,
  split,
  range,
}: ShownProps & { readonly currency: string; readonly words: string }) {
  const { from, to } = range;
  const data = useMemo(
    () => costChart(costs.rows, split, currency, { from, to }),
    [costs.rows, split, currency, from, to],
  );
  const many = split !== 'day' && costs.rows.length > drawnBars;
  return (
    <ChartPanel
      title={`Cost in ${currency}`}
      answers={`by ${words}${many ? `, the ${drawnBars} most expensive` : ''}`}
      data={data}
      span={currenciesOf(costs.rows).length > 1 ? 6 : 12}
      fileName={`costs-by-${split}-${currency}`}
    >
      {split === 'day' ? (
        <LineChart data={data} label={`Cost in ${currency} by day`} height={200} />
      ) : (
        <BarStack data={data} label={`Cost in ${currency} by ${words}`} />
      )}
    </ChartPanel>
  );
}
