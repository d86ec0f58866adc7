import { useView } from '../../bridge/hooks.ts';
import { Age } from '../../domains/fleet/age.tsx';
import { ResourceBars } from '../../domains/fleet/resource-bars.tsx';
import { EmptyState } from '../../ui/feedback/empty-state.tsx';
import { Skeleton } from '../../ui/feedback/skeleton.tsx';
import { buildPath } from '../../ui/frame/navigation.tsx';
import { Panel } from '../../ui/layout/panel.tsx';
import { StateLabel } from '../../ui/marks/state-mark.tsx';
import { formatCount } from '../../ui/text/format.ts';
import { TextLink } from '../../ui/text/link.tsx';
import type { Host } from './endpoint-model.ts';
import styles from './endpoints.module.css';

/** The machines whose agents report their load. */
export function HostsPanel() {
  const view = useView('hosts.list', {});
  const lost = view.phase === 'lost';
  return (
    <Panel
      title="Hosts"
      span={12}
      stale={lost}
      fact={view.rows.length === 0 ? undefined : formatCount(view.rows.length, 'machine')}
    >
      {view.phase === 'loading' ? (
        <div className={styles.padded}>
          <Skeleton label="the hosts" />
        </div>
      ) : view.rows.length === 0 ? (
        <EmptyState sentence="A machine appears here once an agent on it has reported its load: processor, memory and graphics memory." />
      ) : (
        <ul className={styles.hosts}>
          {view.rows.map((host) => (
            <li key={host.id}>
              <HostTile host={host} stale={host.stale || lost} />
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function HostTile({ host, stale }: { readonly host: Host; readonly stale: boolean }) {
  return (
    <section aria-label={host.id} className={styles.host} data-stale={stale}>
      <header className={styles.hostHead}>
        {stale ? <StateLabel mark="stale" label={host.id} /> : <b>{host.id}</b>}
        <small>
          <Age at={host.reportedAt} before={stale ? 'stale, as of ' : ''} after=" ago" />
        </small>
      </header>
      <ResourceBars resources={host.resources} stale={stale} />
      <p className={styles.agents}>
        {host.agents.map(({ id, name }) => (
          <TextLink key={id} href={buildPath('/fleet/:agent', { agent: id })} quiet>
            {name}
          </TextLink>
        ))}
      </p>
    </section>
  );
}
