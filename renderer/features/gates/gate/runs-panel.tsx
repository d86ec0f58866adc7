import {
  decisionLabels,
  decisionMarks,
  type GateRun,
} from '../../../domains/readiness/release/gate-labels.ts';
import shared from '../../../domains/readiness/screens.module.css';
import { IntervalStrip } from '../../../ui/intervals/interval-strip.tsx';
import { Panel } from '../../../ui/layout/panel.tsx';
import { RowList } from '../../../ui/layout/row-list.tsx';
import { KeyHints } from '../../../ui/marks/kbd.tsx';
import { useNow } from '../../../ui/text/clock.tsx';
import { TimeText } from '../../../ui/text/time-text.tsx';
import styles from '../gates.module.css';
import { decisionIntervals, historyRange, historyWords, releaseWords } from './gate-model.ts';

const lanes = (['go', 'conditional-go', 'no-go'] as const).map((id) => ({
  id,
  label: id === 'conditional-go' ? 'Conditional' : decisionLabels[id],
  mark: decisionMarks[id],
}));

interface RunsPanelProps {
  readonly runs: readonly GateRun[];
  readonly shownId: string | null;
  readonly onShow: (runId: string) => void;
  readonly onCompare: (runId: string) => void;
}

/** Its decisions over time, and every run that is kept: Enter shows one, c compares it with the one shown. */
export function RunsPanel({ runs, shownId, onShow, onCompare }: RunsPanelProps) {
  const now = useNow();
  return (
    <Panel
      title="Runs"
      span={5}
      fact={runs.length === 0 ? undefined : historyWords(runs)}
      hint={
        <KeyHints
          hints={[
            { keys: ['↵'], does: 'show' },
            { keys: ['c'], does: 'compare' },
          ]}
        />
      }
    >
      {runs.length === 0 ? (
        <p className={shared.none}>It was never run.</p>
      ) : (
        <>
          {runs.length < 2 ? null : (
            <div className={styles.strip}>
              <IntervalStrip
                label="Decisions over time"
                lanes={lanes}
                intervals={decisionIntervals(runs, now)}
                range={historyRange(runs, now)}
                summary={historyWords(runs)}
              />
            </div>
          )}
          <RowList
            label="Runs"
            atFirst={12}
            rows={runs.map((run) => ({
              id: run.id,
              mark: decisionMarks[run.decision],
              markLabel: decisionLabels[run.decision],
              text: (
                <>
                  {run.id === shownId ? <b>{runWords(run)}</b> : runWords(run)}{' '}
                  <em>
                    · {[run.by ?? run.device, releaseWords(run)].filter((part) => part !== '').join(', ')}
                  </em>
                </>
              ),
              end: <TimeText at={run.at} focusable={false} />,
            }))}
            onOpen={onShow}
            onKey={(key, id) => {
              if (key !== 'c') return false;
              onCompare(id);
              return true;
            }}
          />
        </>
      )}
    </Panel>
  );
}

function runWords({ total, failed }: GateRun): string {
  return `${total - failed} of ${total} met`;
}
