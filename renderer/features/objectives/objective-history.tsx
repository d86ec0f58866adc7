import { FailureNotice } from '../../bridge/failure-notice.tsx';
import { useQuery } from '../../bridge/hooks.ts';
import shared from '../../domains/readiness/screens.module.css';
import { ChartPanel } from '../../ui/charts/chart-panel.tsx';
import { LineChart } from '../../ui/charts/time-chart.tsx';
import { classNames } from '../../ui/class-names.ts';
import { Skeleton } from '../../ui/feedback/skeleton.tsx';
import { Button } from '../../ui/inputs/button.tsx';
import { Panel } from '../../ui/layout/panel.tsx';
import { StateMark } from '../../ui/marks/state-mark.tsx';
import { formatCount } from '../../ui/text/format.ts';
import { TextLink } from '../../ui/text/link.tsx';
import { TimeText } from '../../ui/text/time-text.tsx';
import { withdrawValue } from './objective-actions.ts';
import {
  chartOf,
  type History,
  knownValues,
  type Objective,
  resultLabels,
  resultMarks,
  typedValueId,
  valueText,
} from './objective-model.ts';
import styles from './objectives.module.css';

const mostListed = 30;

interface ObjectiveHistoryProps {
  readonly objective: Objective;
  readonly isStale: boolean;
  readonly onAdd: () => void;
}

/** One objective's values over time, with the limits they are judged by. */
export function ObjectiveHistory({ objective, isStale, onAdd }: ObjectiveHistoryProps) {
  const { policy, stage, profile, objective: id } = objective;
  const { value: history, failure } = useQuery(
    'slo.history',
    { policy, stage, profile, objective: id },
    // What is listed changes with its newest value, and with whether that counts.
    [objective.at, objective.value, objective.result, objective.breachesInARow],
  );
  if (failure !== null) return <FailureNotice failure={failure} />;
  if (history === null)
    return (
      <Panel title={objective.title} padded>
        <Skeleton label="its values" lines={6} />
      </Panel>
    );
  return (
    <>
      <ChartPanel
        title={objective.title}
        answers={`whether it kept its objective at ${stage}${history.unit === '' ? '' : `, in ${history.unit}`}`}
        data={chartOf(history)}
        span={7}
        fileName={`${policy}-${id}-${stage}`}
      >
        {knownValues(history) < 2 ? (
          <p className={shared.none}>
            {knownValues(history) === 0
              ? 'No value is known yet. Check now, or type one in.'
              : `One value is known so far: ${objective.says} A line is drawn from the second on.`}
          </p>
        ) : (
          <LineChart data={chartOf(history)} label={objective.title} height={260} />
        )}
      </ChartPanel>
      <Values history={history} objective={objective} isStale={isStale} onAdd={onAdd} />
    </>
  );
}

interface ValuesProps extends ObjectiveHistoryProps {
  readonly history: History;
}

function Values({ history, objective, isStale, onAdd }: ValuesProps) {
  const newestFirst = history.points.toReversed();
  return (
    <Panel
      title="Values"
      span={5}
      stale={isStale}
      fact={
        newestFirst.length > mostListed
          ? `the newest ${mostListed} of ${formatCount(newestFirst.length, 'value')}`
          : formatCount(newestFirst.length, 'value')
      }
      actions={
        <Button keys="v" onPress={onAdd}>
          Type a value in
        </Button>
      }
      padded
    >
      <p className={styles.says}>{objective.says}</p>
      <ul className={classNames(shared.list, styles.values)}>
        {newestFirst.slice(0, mostListed).map((point) => (
          <Value key={point.id} point={point} objective={objective} />
        ))}
      </ul>
    </Panel>
  );
}

interface ValueProps {
  readonly point: History['points'][number];
  readonly objective: Objective;
}

function Value({ point, objective }: ValueProps) {
  const { value, result, says, origin, by, device, measuredAt, evidenceId } = point;
  const typed = typedValueId(point);
  const amount = valueText(value, objective.unit);
  const { policy, objective: id, stage } = objective;
  const again =
    evidenceId === null || value === null
      ? null
      : { policy, objective: id, stage, value, measuredAt, evidence: evidenceId };
  const state = result ?? 'missing';
  return (
    <li>
      <StateMark mark={resultMarks[state]} label={resultLabels[state]} />
      <div className={shared.words}>
        <p>
          <b>{amount}</b>{' '}
          <span className={shared.muted}>
            {origin === 'typed' ? `typed in by ${by ?? 'somebody'}` : `read on ${device ?? 'a device'}`},{' '}
            <TimeText at={measuredAt} />
          </span>
        </p>
        <p className={shared.muted}>
          {says}
          {evidenceId === null ? null : (
            <>
              {' '}
              <TextLink href={`/evidence?piece=${evidenceId}`}>Its evidence</TextLink>
            </>
          )}
        </p>
      </div>
      {typed === null ? null : (
        <Button
          kind="quiet"
          label={`Withdraw the value ${amount}`}
          onPress={() => void withdrawValue(typed, again)}
        >
          Withdraw
        </Button>
      )}
    </li>
  );
}
