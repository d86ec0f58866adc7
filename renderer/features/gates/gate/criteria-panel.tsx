import { useState } from 'react';
import type { GateCheck } from '../../../../core/domain/readiness/gate/report.ts';
import { useQuery } from '../../../bridge/hooks.ts';
import shared from '../../../domains/readiness/screens.module.css';
import { readinessPath } from '../../../domains/readiness/signoffs/signoff-labels.ts';
import { Panel } from '../../../ui/layout/panel.tsx';
import { Badge } from '../../../ui/marks/badge.tsx';
import { StateMark } from '../../../ui/marks/state-mark.tsx';
import { formatCount, formatNumber } from '../../../ui/text/format.ts';
import { TextLink } from '../../../ui/text/link.tsx';
import styles from '../gates.module.css';
import { checkState, type Judged } from './gate-model.ts';

/** Items named at once; there can be thousands. */
const mostNamed = 100;

/** Every criterion: how much was looked at, how much is as it has to be, and what it leads back to. */
export function CriteriaPanel({ judged }: { readonly judged: Judged }) {
  const { checks, summary, exceptions_refused } = judged;
  return (
    <Panel
      title="Criteria"
      span={7}
      fact={`${formatNumber(summary.passed)} of ${formatNumber(summary.total)} met`}
      padded
    >
      <ul className={shared.list}>
        {checks.map((check) => (
          <Criterion key={check.check_id} check={check} />
        ))}
      </ul>
      {exceptions_refused.length === 0 ? null : (
        <div className={styles.owner}>
          <h3>Exceptions that did not count</h3>
          <ul className={shared.list}>
            {exceptions_refused.map(({ id, why }) => (
              <li key={id}>
                <StateMark mark="dropped" label="Did not count" />
                <p className={shared.words}>
                  <TextLink href={`/exceptions?exception=${id}`}>{id}</TextLink> {why}
                </p>
              </li>
            ))}
          </ul>
        </div>
      )}
    </Panel>
  );
}

function Criterion({ check }: { readonly check: GateCheck }) {
  const { mark, label } = checkState(check);
  const [isOpen, setOpen] = useState(false);
  const count = check.items.length;
  return (
    <li>
      <StateMark mark={mark} label={label} />
      <div className={shared.words}>
        <p>
          <b>{check.title}</b> <Badge>{check.severity}</Badge>{' '}
          <span className={shared.muted}>
            {formatNumber(check.met)} of {formatNumber(check.seen)}
          </span>
        </p>
        <p>{check.detail}</p>
        {check.reason === null ? null : <p className={shared.muted}>Why it is asked: {check.reason}</p>}
        {count === 0 ? null : (
          <details onToggle={(event) => setOpen(event.currentTarget.open)}>
            <summary>
              {count < 2000 ? '' : 'at least '}
              {formatCount(count, 'item')}
            </summary>
            {isOpen ? <TracedItems ids={check.items} /> : null}
          </details>
        )}
      </div>
    </li>
  );
}

function TracedItems({ ids }: { readonly ids: GateCheck['items'] }) {
  const { value } = useQuery('gates.items', { itemIds: ids.slice(0, mostNamed) });
  if (value === null) return null;
  return (
    <>
      <ul className={styles.traced}>
        {value.map(({ itemId, itemTitle, itemGone }, at) => (
          <li key={at}>
            {itemGone ? `${itemTitle} (gone)` : <TextLink href={readinessPath(itemId)}>{itemTitle}</TextLink>}
          </li>
        ))}
      </ul>
      {ids.length <= mostNamed ? null : (
        <p className={shared.muted}>And {formatCount(ids.length - mostNamed, 'more item')}.</p>
      )}
    </>
  );
}
