import { useConnection } from '../../bridge/connection.ts';
import { useStatus } from '../../bridge/hooks.ts';
import type { Feature } from '../../ui/frame/feature.ts';
import { Link, useAddress } from '../../ui/frame/navigation.tsx';
import { StateMark } from '../../ui/marks/state-mark.tsx';
import { formatCount } from '../../ui/text/format.ts';
import styles from './rail.module.css';
import { RailIcon } from './rail-marks.tsx';
import { currentMark, initials, placeOf, type RailLink, railLinks, whoActs } from './rail-model.ts';
import { RailProgrammes } from './rail-programmes.tsx';

/** The left rail: areas with their keys, programmes with their progress, the workspace's own screens, and a true foot. */
export function Rail({ features }: { readonly features: readonly Feature[] }) {
  const here = new URL(useAddress(), 'http://app').pathname;
  return (
    <nav className={styles.rail} aria-label="Areas">
      <Link to="/" className={styles.brand} aria-label="Quarterdeck, to the Bridge">
        <RailIcon mark="helm" />
        <span className={styles.word}>Quarterdeck</span>
      </Link>
      <RailSection links={railLinks(features, 'areas')} here={here} />
      <RailProgrammes here={here} />
      <RailSection title="Workspace" links={railLinks(features, 'workspace')} here={here} />
      <Foot />
    </nav>
  );
}

interface SectionProps {
  readonly title?: string;
  readonly links: readonly RailLink[];
  readonly here: string;
}

function RailSection({ title, links, here }: SectionProps) {
  return (
    <>
      {title === undefined ? null : <h2 className={styles.heading}>{title}</h2>}
      <ul className={styles.list}>
        {links.map((link) => (
          <li key={link.id}>
            <Link
              to={link.path}
              className={styles.entry}
              aria-current={currentMark(link.path, here, link.also)}
            >
              <span className={styles.sign}>
                <RailIcon mark={link.mark} />
              </span>
              <span className={styles.word}>{link.label}</span>
              <span className={styles.fact}>{link.fact ?? null}</span>
              <span className={styles.go} aria-hidden="true">
                g {link.goKey}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}

function Foot() {
  const status = useStatus();
  const connection = useConnection();
  if (status === null) return <footer className={styles.foot} />;
  const acts = connection.phase === 'open' ? whoActs(status.actor) : 'Not connected';
  const devices = formatCount(status.devices, 'device');
  return (
    <>
      <Link
        to="/people"
        className={styles.who}
        aria-label={`${acts}, ${status.name}, ${devices}`}
        data-label={`${acts} · ${status.name} · ${devices}`}
      >
        {connection.phase !== 'open' ? (
          <StateMark mark="stale" silent />
        ) : status.actor.lock === 'locked' ? (
          <StateMark mark="locked" silent />
        ) : null}
        {initials(status.actor.name)}
      </Link>
      <footer className={styles.foot}>
        <span className={styles.cut} title={status.folder}>
          {status.name}
          {status.sample ? ' · sample' : ''}
        </span>
        <span className={styles.cut} title={status.folder}>
          {placeOf(status.folder)}
        </span>
        <span className={styles.cut}>{acts}</span>
        <span className={styles.cut}>{devices}</span>
      </footer>
    </>
  );
}
