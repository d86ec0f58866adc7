import shared from '../../../domains/readiness/screens.module.css';
import { readinessPath } from '../../../domains/readiness/signoffs/signoff-labels.ts';
import { Panel } from '../../../ui/layout/panel.tsx';
import { formatCount } from '../../../ui/text/format.ts';
import { TextLink } from '../../../ui/text/link.tsx';
import styles from '../gates.module.css';
import type { Steps } from './gate-model.ts';

const mostEach = 50;

/** The fewest things to be done for it to say go. */
export function NextStepsPanel({ steps }: { readonly steps: Steps }) {
  const { owners, unlisted } = steps;
  const count = owners.reduce((sum, owner) => sum + owner.steps.length, 0);
  return (
    <Panel
      title="What would make this go"
      span={5}
      fact={count === 0 ? undefined : formatCount(count, 'step')}
      padded
    >
      {count === 0 ? <p className={shared.muted}>Nothing is left to do.</p> : null}
      {owners.map(({ owner, steps: own }) => (
        <div key={owner ?? ''} className={styles.owner}>
          <h3>{owner ?? 'Nobody is named'}</h3>
          <ol className={styles.steps}>
            {own.slice(0, mostEach).map((step, at) => (
              <li key={at}>
                {step.itemId === null ? (
                  step.fix
                ) : (
                  <TextLink quiet href={readinessPath(step.itemId)}>
                    {step.fix}
                  </TextLink>
                )}
              </li>
            ))}
          </ol>
          {own.length <= mostEach ? null : (
            <p className={shared.muted}>And {formatCount(own.length - mostEach, 'more step')}.</p>
          )}
        </div>
      ))}
      {unlisted === 0 ? null : (
        <p className={shared.muted}>
          The report counts {formatCount(unlisted, 'more failure')}; run it again once these are done.
        </p>
      )}
    </Panel>
  );
}
