import { useState } from 'react';
import shared from '../../../domains/readiness/screens.module.css';
import { readinessPath } from '../../../domains/readiness/signoffs/signoff-labels.ts';
import { Button } from '../../../ui/inputs/button.tsx';
import { Panel } from '../../../ui/layout/panel.tsx';
import { StateMark } from '../../../ui/marks/state-mark.tsx';
import { formatCount, formatDay, formatNumber } from '../../../ui/text/format.ts';
import { TextLink } from '../../../ui/text/link.tsx';
import { lastDayOf } from '../exceptions/exception-model.ts';
import styles from '../gates.module.css';
import {
  checkState,
  type Exception,
  failuresByOwner,
  type Judged,
  type OwnedFailure,
  unlistedFailures,
} from './gate-model.ts';

const atFirst = 50;

interface FailuresPanelProps {
  readonly judged: Judged;
  readonly exceptions: readonly Exception[];
  readonly onExcept: (failure: OwnedFailure) => void;
}

/** What keeps it from saying go, by who can fix it. What an exception lets through is a failure all the same. */
export function FailuresPanel({ judged, exceptions, onExcept }: FailuresPanelProps) {
  const groups = failuresByOwner(judged.checks, exceptions);
  const unlisted = unlistedFailures(judged.checks);
  const owners = groups.filter(({ owner }) => owner !== null).length;
  const total = groups.reduce((sum, { failures }) => sum + failures.length, unlisted);
  return (
    <Panel
      title="Failures by who can fix them"
      span={7}
      fact={
        total === 0
          ? undefined
          : `${formatCount(total, 'failure')}${owners === 0 ? '' : `, ${formatCount(owners, 'person', 'people')}`}`
      }
      padded
    >
      {groups.length === 0 ? <p className={shared.muted}>Every criterion is met.</p> : null}
      {groups.map(({ owner, failures }) => (
        <Owner key={owner ?? ''} owner={owner} failures={failures} onExcept={onExcept} />
      ))}
      {unlisted === 0 ? null : (
        <p className={shared.muted}>
          {formatCount(unlisted, 'more failure')} {unlisted === 1 ? 'is' : 'are'} counted and not listed one
          by one.
        </p>
      )}
    </Panel>
  );
}

interface OwnerProps {
  readonly owner: string | null;
  readonly failures: readonly OwnedFailure[];
  readonly onExcept: (failure: OwnedFailure) => void;
}

function Owner({ owner, failures, onExcept }: OwnerProps) {
  const [shown, setShown] = useState(atFirst);
  const name = owner ?? 'Nobody is named';
  return (
    <div className={styles.owner}>
      <h3>
        {name} <small>{formatNumber(failures.length)}</small>
      </h3>
      <ul className={shared.list}>
        {failures.slice(0, shown).map((one) => (
          <Failure key={one.id} one={one} onExcept={onExcept} />
        ))}
      </ul>
      {failures.length <= shown ? null : (
        <Button kind="quiet" onPress={() => setShown(shown + 100)}>
          Show {formatNumber(Math.min(100, failures.length - shown))} more
        </Button>
      )}
    </div>
  );
}

function Failure({
  one,
  onExcept,
}: {
  readonly one: OwnedFailure;
  readonly onExcept: OwnerProps['onExcept'];
}) {
  const { failure, check, exceptions } = one;
  const { mark, label } = checkState(check);
  return (
    <li>
      <StateMark mark={mark} label={label} />
      <div className={shared.words}>
        <p>{failure.detail}</p>
        <p className={shared.muted}>
          {check.title}
          {failure.itemId === null ? null : (
            <>
              {' · '}
              <TextLink href={readinessPath(failure.itemId)}>{failure.itemTitle ?? failure.itemId}</TextLink>
            </>
          )}
        </p>
        {exceptions.map((exception) => (
          <p key={exception.id} className={styles.exception}>
            <StateMark mark="review" label="Exception" size={12} />
            <span>
              Let through until {formatDay(lastDayOf(exception.expiresAt))}: {exception.reason}{' '}
              <span className={shared.muted}>
                {exception.owner} answers for it, {exception.approverName} approved it.{' '}
                <TextLink href={`/exceptions?exception=${exception.id}`}>The exception</TextLink>
              </span>
            </span>
          </p>
        ))}
      </div>
      {exceptions.length > 0 ? null : (
        <Button kind="quiet" label={`Add exception for: ${failure.detail}`} onPress={() => onExcept(one)}>
          Add exception
        </Button>
      )}
    </li>
  );
}
