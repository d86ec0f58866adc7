import { readableDates } from '../../bridge/readable-dates.ts';
import { progressOf } from '../../domains/trackers/model/progress.ts';
import { buildPath, Link } from '../../ui/frame/navigation.tsx';
import { StateBar } from '../../ui/marks/state-bar.tsx';
import { StateMark } from '../../ui/marks/state-mark.tsx';
import styles from './bridge.module.css';
import { type Programme, programmeFigure } from './bridge-model.ts';

/** Trackers with their progress; a press opens one. */
export function ProgrammeList({ rows }: { readonly rows: readonly Programme[] }) {
  return (
    <ul className={styles.programmes}>
      {rows.map((programme) => (
        <li key={programme.id}>
          <ProgrammeLink programme={programme} />
        </li>
      ))}
    </ul>
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
