import { useState } from 'react';
import { DefinitionList } from '../../../ui/layout/definition-list.tsx';
import { Panel } from '../../../ui/layout/panel.tsx';
import { StateMark } from '../../../ui/marks/state-mark.tsx';
import { useNow } from '../../../ui/text/clock.tsx';
import { formatCount } from '../../../ui/text/format.ts';
import { TextLink } from '../../../ui/text/link.tsx';
import { TimeText } from '../../../ui/text/time-text.tsx';
import {
  type Attempt,
  attemptMark,
  costLabel,
  outcomeText,
  type Task,
  targetText,
  timeText,
  tokenText,
} from './attempt-model.ts';
import { AttemptOutput } from './attempt-output.tsx';
import styles from './task-page.module.css';
import { VerificationRuns } from './verification-runs.tsx';

/** Every attempt in order, the newest opened: where, why there, what it printed, what its checks said. */
export function AttemptsPanel({ task, lost }: { readonly task: Task; readonly lost: boolean }) {
  const now = useNow(task.status === 'working' ? 1_000 : 60_000);
  return (
    <Panel title="Attempts" fact={formatCount(task.attempts.length, 'attempt')} stale={lost}>
      {task.attempts.length === 0 ? (
        <p className={styles.none}>Nobody has tried it yet.</p>
      ) : (
        <ol className={styles.attempts} reversed>
          {task.attempts.toReversed().map((attempt, at) => (
            <AttemptEntry
              key={attempt.generation}
              task={task}
              attempt={attempt}
              newest={at === 0}
              now={now}
            />
          ))}
        </ol>
      )}
    </Panel>
  );
}

interface AttemptEntryProps {
  readonly task: Task;
  readonly attempt: Attempt;
  readonly newest: boolean;
  readonly now: number;
}

function AttemptEntry({ task, attempt, newest, now }: AttemptEntryProps) {
  const [open, setOpen] = useState(newest);
  return (
    <li>
      <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          <StateMark mark={attemptMark(attempt)} silent />
          <b>Attempt {attempt.generation}</b>
          <span>
            on {attempt.agentName}, {outcomeText(attempt)}
          </span>
          <span className={styles.end}>{timeText(attempt, now)}</span>
        </summary>
        {open ? <AttemptDetail task={task} attempt={attempt} /> : null}
      </details>
    </li>
  );
}

function AttemptDetail({ task, attempt }: { readonly task: Task; readonly attempt: Attempt }) {
  const { decision } = attempt;
  return (
    <div className={styles.attempt}>
      {attempt.error === null || attempt.error === '' ? null : (
        <p className={styles.problem}>{attempt.error}</p>
      )}
      <DefinitionList
        items={[
          {
            term: 'Agent',
            value: (
              <TextLink href={`/fleet/${encodeURIComponent(attempt.agentId)}`}>{attempt.agentName}</TextLink>
            ),
          },
          { term: 'Carried out by', value: targetText(decision.target) },
          {
            term: 'Why there',
            value: (
              <ul className={styles.because}>
                {decision.because.map((sentence) => (
                  <li key={sentence}>{sentence}</li>
                ))}
                {decision.fallbackFrom === null ? null : (
                  <li>A fallback: it should have run on {decision.fallbackFrom}.</li>
                )}
              </ul>
            ),
          },
          { term: 'Offered', value: <TimeText at={attempt.assignedAt} /> },
          {
            term: 'Taken',
            value: attempt.acceptedAt === null ? 'not taken' : <TimeText at={attempt.acceptedAt} />,
          },
          ...(attempt.endedAt === null ? [] : [{ term: 'Ended', value: <TimeText at={attempt.endedAt} /> }]),
          { term: 'Cost', value: costLabel(attempt) },
          { term: 'Tokens', value: tokenText(attempt.spent) },
        ]}
      />
      <VerificationRuns attempt={attempt} asked={task.spec.verification.length} />
      <AttemptOutput taskId={task.id} attempt={attempt} />
    </div>
  );
}
