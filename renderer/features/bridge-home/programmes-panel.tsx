import { useView } from '../../bridge/hooks.ts';
import { readableDates } from '../../bridge/readable-dates.ts';
import { latestProgrammes } from '../../domains/trackers/model/programmes.ts';
import { progressOf } from '../../domains/trackers/model/progress.ts';
import { Skeleton } from '../../ui/feedback/skeleton.tsx';
import { buildPath, Link } from '../../ui/frame/navigation.tsx';
import { Panel } from '../../ui/layout/panel.tsx';
import { StateBar } from '../../ui/marks/state-bar.tsx';
import { StateMark } from '../../ui/marks/state-mark.tsx';
import { formatCount } from '../../ui/text/format.ts';
import { TextLink } from '../../ui/text/link.tsx';
import styles from './bridge.module.css';
import { type Programme, programmeFigure } from './bridge-model.ts';

/** Every tracker, or of many the latest changed, with its progress by state; a press opens it. */
export function ProgrammesPanel() {
  const view = useView('bridge.programmes', {});
  const shown = latestProgrammes(view.rows);
  return (
    <Panel
      title="Programmes"
      span={5}
      stale={view.phase === 'lost'}
      hint={view.rows.length === 0 ? undefined : formatCount(view.rows.length, 'tracker')}
    >
      {view.phase === 'loading' ? (
        <div className={styles.padded}>
          <Skeleton label="programmes" lines={4} />
        </div>
      ) : (
        <ul className={styles.programmes}>
          {shown.map((programme) => (
            <li key={programme.id}>
              <ProgrammeLink programme={programme} />
            </li>
          ))}
        </ul>
      )}
      {shown.length === view.rows.length ? null : (
        <p className={styles.more}>
          The latest changed are shown.{' '}
          <TextLink href="/trackers">All {formatCount(view.rows.length, 'tracker')}</TextLink>
        </p>
      )}
    </Panel>
  );
}

function ProgrammeLink({ programme }: { readonly programme: Programme }) {
  const parts = progressOf(programme.counts).parts.map((part) => ({ mark: part.state, count: part.count }));
  return (
    <Link to={buildPath('/trackers/:tracker', { tracker: programme.id })} className={styles.programme}>
      <span className={styles.name}>
        <b>{programme.name}</b>
        <span className={styles.note}>
          {programme.stale === null ? null : <StateMark mark="stale" label="Stale" size={12} />}
          <span className={styles.cut}>{readableDates(programme.stale ?? programme.note)}</span>
        </span>
      </span>
      <StateBar parts={parts} label={programme.name} stale={programme.stale !== null} />
      <span className={styles.figure}>{programmeFigure(programme)}</span>
    </Link>
  );
}
