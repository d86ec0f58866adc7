import { useConnection } from '../../bridge/connection.ts';
import { useStatus, useView } from '../../bridge/hooks.ts';
import { navigate } from '../../ui/frame/navigation.tsx';
import { caps } from '../../ui/keys/platform.ts';
import { Kbd } from '../../ui/marks/kbd.tsx';
import { Pill } from '../../ui/marks/pill.tsx';
import { useNow } from '../../ui/text/clock.tsx';
import { useOverlay } from '../overlay-store.ts';
import { statusPills } from './status-model.ts';
import styles from './top-bar.module.css';

/** Screen title, how engine and files stand, and the field that finds or does anything. */
export function TopBar({ title }: { readonly title: string }) {
  const show = useOverlay((overlay) => overlay.show);
  return (
    <header className={styles.top}>
      <h1>{title}</h1>
      <StatusPills />
      <button type="button" className={styles.find} onClick={() => show('palette')}>
        <span className={styles.words}>Find or do anything</span>
        <Kbd keys={caps('$mod+k').join(' ')} />
      </button>
    </header>
  );
}

function StatusPills() {
  const connection = useConnection();
  const status = useStatus();
  const jobs = useView('jobs.list', {}).rows;
  const pills = statusPills(connection, status, jobs, useNow());
  return (
    <section className={styles.pills} aria-label="Connection and saving">
      {pills.map((pill) => {
        const { to } = pill;
        return (
          <Pill key={pill.id} mark={pill.mark} onPress={to === undefined ? undefined : () => navigate(to)}>
            {pill.text}
          </Pill>
        );
      })}
    </section>
  );
}
