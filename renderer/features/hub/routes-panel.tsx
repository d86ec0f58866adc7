import { RouteKind } from '../../../core/domain/fleet/routing.ts';
import type { FleetSettings } from '../../../core/domain/fleet/settings.ts';
import { Tier } from '../../../core/domain/fleet/tasks/task.ts';
import { useAction } from '../../domains/fleet/use-action.ts';
import { announce } from '../../ui/feedback/live-region.tsx';
import { IconButton } from '../../ui/inputs/button.tsx';
import { Panel } from '../../ui/layout/panel.tsx';
import styles from './hub.module.css';
import { moveRoute, routeLabels } from './route-model.ts';

const tierLabels: Readonly<Record<Tier, string>> = {
  trivial: 'Trivial tasks',
  standard: 'Standard tasks',
  complex: 'Complex tasks',
};

/** Which kind of target a tier's tasks go to first, and which when that isn't to be had. */
export function RoutesPanel({ settings }: { readonly settings: FleetSettings }) {
  const [set, busy] = useAction('hub.setFleet', () => null);
  const { routes } = settings;
  const change = (tier: Tier, chain: readonly RouteKind[], said: string) => {
    void set({ routes: { ...routes, [tier]: [...chain] } }).then((answer) => {
      if (answer !== null) announce(said);
    });
  };
  return (
    <Panel title="Where tasks run" span={12} padded fact="first choice first; shell tasks need none of these">
      <div className={styles.tiers}>
        {Tier.options.map((tier) => {
          const chain = routes[tier];
          const unused = RouteKind.options.filter((kind) => !chain.includes(kind));
          return (
            <section key={tier} aria-label={tierLabels[tier]}>
              <h3 className={styles.tier}>{tierLabels[tier]}</h3>
              <ol className={styles.chain}>
                {chain.map((kind, at) => (
                  <li key={kind}>
                    <span>{routeLabels[kind]}</span>
                    <IconButton
                      icon="up"
                      label={`Try ${routeLabels[kind]} earlier for ${tierLabels[tier].toLowerCase()}`}
                      isDisabled={busy || at === 0}
                      onPress={() =>
                        change(tier, moveRoute(chain, kind, -1), `${routeLabels[kind]} is now number ${at}`)
                      }
                    />
                    <IconButton
                      icon="down"
                      label={`Try ${routeLabels[kind]} later for ${tierLabels[tier].toLowerCase()}`}
                      isDisabled={busy || at === chain.length - 1}
                      onPress={() =>
                        change(
                          tier,
                          moveRoute(chain, kind, 1),
                          `${routeLabels[kind]} is now number ${at + 2}`,
                        )
                      }
                    />
                    <IconButton
                      icon="close"
                      label={`Don’t use ${routeLabels[kind]} for ${tierLabels[tier].toLowerCase()}`}
                      isDisabled={busy || chain.length === 1}
                      onPress={() =>
                        change(
                          tier,
                          chain.filter((each) => each !== kind),
                          `${routeLabels[kind]} isn’t used any more`,
                        )
                      }
                    />
                  </li>
                ))}
                {unused.map((kind) => (
                  <li key={kind} data-unused="true">
                    <span>{routeLabels[kind]}, not used</span>
                    <IconButton
                      icon="plus"
                      label={`Use ${routeLabels[kind]} for ${tierLabels[tier].toLowerCase()}`}
                      isDisabled={busy}
                      onPress={() => change(tier, [...chain, kind], `${routeLabels[kind]} is used last`)}
                    />
                  </li>
                ))}
              </ol>
            </section>
          );
        })}
      </div>
    </Panel>
  );
}
