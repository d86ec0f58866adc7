import { useCallback, useMemo, useState } from 'react';
import { z } from 'zod';
import type { HubId } from '../../../core/kernel/ids.ts';
import { useView } from '../../bridge/hooks.ts';
import { useLayout } from '../../bridge/layout.ts';
import { FleetNav } from '../../domains/fleet/fleet-nav.tsx';
import { HubSelect } from '../../domains/fleet/hub-select.tsx';
import { useHubs } from '../../domains/fleet/hubs.ts';
import { Skeleton } from '../../ui/feedback/skeleton.tsx';
import { buildPath, navigate } from '../../ui/frame/navigation.tsx';
import { Button } from '../../ui/inputs/button.tsx';
import { RadioGroup } from '../../ui/inputs/choice.tsx';
import { SearchField } from '../../ui/inputs/field.tsx';
import { type Command, useCommands } from '../../ui/keys/commands.ts';
import { StateMark } from '../../ui/marks/state-mark.tsx';
import { TileGrid } from '../../ui/tiles/tile-grid.tsx';
import { AgentTable } from './board/agent-table.tsx';
import { AgentTile } from './board/agent-tile.tsx';
import {
  countGroups,
  filterAgents,
  type GroupId,
  groupAgents,
  groupLabels,
  shownText,
  tileLabel,
} from './board/board-model.ts';
import { EmptyFleet } from './board/empty-fleet.tsx';
import styles from './fleet.module.css';
import { HubFacts } from './hub-facts.tsx';
import { HubNotices } from './hub-notices.tsx';
import { useFleetDialogs } from './store.ts';
import { useAgents } from './use-agents.ts';

const Layout = z.enum(['tiles', 'table']);
const looks = [
  { id: 'tiles', label: 'Tiles' },
  { id: 'table', label: 'Table' },
] as const;

/** Every agent by its state, with what waits for them. */
export function FleetScreen() {
  const hubView = useView('hub.status', {});
  const hub = hubView.rows[0];
  const { agents, stale, phase } = useAgents();
  useFleetKeys();
  return (
    <div className={styles.screen}>
      <FleetNav />
      {hub === undefined ? null : (
        <>
          <HubNotices hub={hub} />
          <HubFacts hub={hub} lost={hubView.phase === 'lost'} />
        </>
      )}
      {phase === 'loading' ? (
        <Skeleton label="the agents" lines={6} />
      ) : agents.length === 0 ? (
        <EmptyFleet hub={hub ?? null} />
      ) : (
        <Agents agents={agents} stale={stale} />
      )}
    </div>
  );
}

type AgentsProps = Pick<ReturnType<typeof useAgents>, 'agents' | 'stale'>;

function Agents({ agents, stale }: AgentsProps) {
  const [layout, setLayout] = useLayout('fleet:look', Layout, 'tiles');
  const [text, setText] = useState('');
  const [group, setGroup] = useState<GroupId | null>(null);
  const [hub, setHub] = useState<HubId | null>(null);
  const hubs = useHubs();
  const add = useFleetDialogs((dialogs) => dialogs.add);
  const shown = useMemo(
    () => filterAgents(agents, stale, { text, group, hub }),
    [agents, stale, text, group, hub],
  );
  const groups = useMemo(() => groupAgents(shown, stale), [shown, stale]);
  const counts = useMemo(() => countGroups(agents, stale), [agents, stale]);
  const open = useCallback(
    (agent: string) => {
      const of = agents.find(({ id }) => id === agent);
      navigate(buildPath('/fleet/:agent', { agent }, of === undefined ? {} : hubs.query(of.hubId)));
    },
    [agents, hubs],
  );
  const tone = useCallback(
    (agent: (typeof agents)[number]) =>
      stale.has(agent.id) ? 'stale' : agent.state === 'offline' ? 'muted' : 'plain',
    [stale],
  );
  const hubNamed = (agent: (typeof agents)[number]) => (hubs.areSeveral ? hubs.nameOf(agent.hubId) : null);
  return (
    <section aria-label="Agents" className={styles.agents} data-fit>
      <div className={styles.bar}>
        <div className={styles.search}>
          <SearchField label="Find agents" placeholder="Find agents" value={text} onChange={setText} />
        </div>
        <HubSelect hubs={hubs} value={hub} any="Any hub" onChange={setHub} />
        <fieldset className={styles.chips}>
          <legend className={styles.legend}>Show only</legend>
          {counts
            .filter(({ id, count }) => count > 0 || id === group)
            .map(({ id, count }) => (
              <Button
                key={id}
                kind="quiet"
                isPressed={group === id}
                label={`${groupLabels[id]} ${count}, show only these`}
                onPress={() => setGroup(group === id ? null : id)}
              >
                <span className={styles.chip}>
                  <StateMark mark={groups.find((one) => one.id === id)?.mark ?? 'stale'} silent size={12} />
                  {groupLabels[id]} {count}
                </span>
              </Button>
            ))}
        </fieldset>
        <span className={styles.end}>
          <output>{shownText(shown.length, agents.length)}</output>
          <RadioGroup
            label="Show agents as"
            hideLabel
            direction="row"
            choices={looks}
            value={layout}
            onChange={setLayout}
          />
          <Button keys="⇧ N" onPress={() => navigate('/tasks/new')}>
            New task
          </Button>
          <Button icon="plus" onPress={() => add(true)}>
            Add an agent
          </Button>
        </span>
      </div>
      <div className={styles.grid}>
        {shown.length === 0 ? (
          <p className={styles.none}>
            No agent fits.{' '}
            <Button
              kind="quiet"
              onPress={() => {
                setText('');
                setGroup(null);
                setHub(null);
              }}
            >
              Show all
            </Button>
          </p>
        ) : layout === 'table' ? (
          <AgentTable agents={shown} stale={stale} hubs={hubs} onOpen={open} />
        ) : (
          <TileGrid
            label="Agents by state"
            groups={groups}
            render={(agent) => <AgentTile agent={agent} stale={stale.has(agent.id)} hub={hubNamed(agent)} />}
            words={(agent) => tileLabel(agent, stale.has(agent.id), hubNamed(agent))}
            tone={tone}
            onOpen={open}
          />
        )}
      </div>
    </section>
  );
}

/** Keys that lead into the board from anywhere on the screen; inside it they move by themselves. */
function useFleetKeys(): void {
  useCommands(
    useMemo<readonly Command[]>(() => {
      const outside = () => document.activeElement?.closest('[role=listbox], [role=grid]') === null;
      const enter = () =>
        document.querySelector<HTMLElement>('main [role=listbox], main [role=grid]')?.focus();
      const keys = { group: 'Fleet', palette: false, enabled: outside, run: enter } as const;
      return [
        { ...keys, id: 'fleet.next', title: 'Next agent', keys: 'j' },
        { ...keys, id: 'fleet.previous', title: 'Previous agent', keys: 'k' },
        {
          id: 'fleet.add',
          title: 'Add an agent',
          group: 'Fleet',
          keys: 'n',
          palette: false,
          run: () => useFleetDialogs.getState().add(true),
        },
      ];
    }, []),
  );
}
