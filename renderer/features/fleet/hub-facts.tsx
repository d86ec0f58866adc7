import { costText } from '../../domains/fleet/money-format.ts';
import { Link } from '../../ui/frame/navigation.tsx';
import { formatNumber } from '../../ui/text/format.ts';
import styles from './hub-facts.module.css';
import { type Hub, laneDepths } from './hub-text.ts';

/** The fleet in one line: what waits in which lane, what runs, what failed for good, what today cost. */
export function HubFacts({ hub, lost }: { readonly hub: Hub; readonly lost: boolean }) {
  return (
    <dl className={styles.facts} data-stale={lost}>
      <div className={styles.fact}>
        <dt>Connected</dt>
        <dd>
          <b>{hub.connected}</b> of {hub.agents}
        </dd>
      </div>
      {laneDepths(hub).map(({ id, label, count }) => (
        <div key={id} className={styles.fact}>
          <dt>{label}</dt>
          <dd>
            <Link
              to="/queue"
              className={styles.link}
              aria-label={`${formatNumber(count)} waiting in lane ${label}`}
            >
              <b>{formatNumber(count)}</b> waiting
            </Link>
          </dd>
        </div>
      ))}
      <div className={styles.fact}>
        <dt>Running</dt>
        <dd>
          <b>{formatNumber(hub.running)}</b>
        </dd>
      </div>
      <div className={styles.fact}>
        <dt>Dead letters</dt>
        <dd>
          <Link to="/dead-letters" className={styles.link}>
            <b data-trouble={hub.deadLetters > 0}>{formatNumber(hub.deadLetters)}</b>
          </Link>
        </dd>
      </div>
      <div className={styles.fact}>
        <dt>Cost today</dt>
        <dd>
          <Link to="/costs" className={styles.link}>
            <b>{costText(hub.costToday, hub.unpricedToday) ?? 'none'}</b>
          </Link>
        </dd>
      </div>
    </dl>
  );
}
