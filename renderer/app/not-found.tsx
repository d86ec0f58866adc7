import { Button } from '../ui/button.tsx';
import type { Feature } from '../ui/feature.ts';
import { TextLink } from '../ui/link.tsx';
import { Panel } from '../ui/panel.tsx';
import { caps } from '../ui/platform.ts';
import { nearbyRoutes } from './find-route.ts';
import styles from './not-found.module.css';
import { useOverlay } from './overlay-store.ts';

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
