import type { Feature } from '../../ui/frame/feature.ts';
import { Button } from '../../ui/inputs/button.tsx';
import { caps } from '../../ui/keys/platform.ts';
import { Panel } from '../../ui/layout/panel.tsx';
import { TextLink } from '../../ui/text/link.tsx';
import { nearbyRoutes } from '../find-route.ts';
import { useOverlay } from '../overlay-store.ts';
import styles from './not-found.module.css';

/** An address no feature knows: says so, and offers what it may have meant. */
export function NotFound({
  features,
  path,
}: {
  readonly features: readonly Feature[];
  readonly path: string;
}) {
  return (
    <Panel title="Nothing is at this address" fact={path} padded>
      <p>The link may be from another version, or mistyped. Nothing was changed. You may have meant:</p>
      <ul className={styles.list}>
        {nearbyRoutes(features, path).map((screen) => (
          <li key={screen.path}>
            <TextLink href={screen.path}>{screen.title}</TextLink>
          </li>
        ))}
      </ul>
      <Button keys={caps('$mod+k').join(' ')} onPress={() => useOverlay.getState().show('palette')}>
        Find it by name
      </Button>
    </Panel>
  );
}
