import { Lane, Tier } from '../../../../core/domain/fleet/tasks/task.ts';
import { useView } from '../../../bridge/hooks.ts';
import { useHubs } from '../../../domains/fleet/hubs.ts';
import { laneLabels, lanes } from '../../../domains/fleet/task-labels.ts';
import { RadioGroup } from '../../../ui/inputs/choice.tsx';
import { TextField } from '../../../ui/inputs/field.tsx';
import { Select } from '../../../ui/inputs/select.tsx';
import { Panel } from '../../../ui/layout/panel.tsx';
import styles from './composer.module.css';
import { DependenciesField } from './dependencies-field.tsx';
import type { FormProps } from './form-props.ts';
import type { ReadForm } from './read-form.ts';
import { TierPreview } from './tier-preview.tsx';

const anyone = 'any';

interface RoutingPanelProps extends FormProps {
  readonly read: ReadForm;
}

/** Who may do it, where, and before what else. */
export function RoutingPanel(props: RoutingPanelProps) {
  const { form, problems, change, read } = props;
  const repositories = useView('repositories.list', {});
  const hubs = useHubs();
  const { rows: all } = useView('agents.list', {});
  const agents = all.filter((agent) => hubs.isHere(agent.hubId));
  const heir = repositories.rows.find((row) => row.inherits);
  return (
    <Panel title="Where it goes" padded>
      <div className={styles.fields}>
        <RadioGroup
          label="Lane"
          direction="row"
          choices={lanes.map((lane) => ({ id: lane, label: laneLabels[lane] }))}
          value={form.lane}
          onChange={(lane) => change({ lane: Lane.parse(lane) })}
        />
        <Select
          label="Tier"
          value={form.tier ?? anyone}
          choices={[
            { id: anyone, label: 'As inferred' },
            ...Tier.options.map((tier) => ({ id: tier, label: tier })),
          ]}
          onChange={(id) => change({ tier: Tier.safeParse(id).data ?? null })}
        />
        <TierPreview spec={read.spec} />
        <Select
          label="Repository"
          hint={
            form.repositoryId === null && heir !== undefined
              ? `Without one it goes to ${heir.name}, the first that isn’t paused.`
              : undefined
          }
          value={form.repositoryId ?? anyone}
          choices={[
            { id: anyone, label: 'None named' },
            ...repositories.rows.map((row) => ({
              id: row.id,
              label: row.name,
              ...(row.paused ? { detail: 'paused' } : {}),
            })),
          ]}
          onChange={(id) =>
            change({ repositoryId: repositories.rows.find((row) => row.id === id)?.id ?? null })
          }
          problem={problems['repositoryId'] ?? null}
        />
        <TextField
          label="Capabilities it needs"
          hint="Words agents say of themselves, e.g. docker, lang:python."
          value={form.capabilities}
          onChange={(capabilities) => change({ capabilities })}
          problem={problems['capabilities'] ?? null}
        />
        <Select
          label="Only this agent"
          value={form.agentId ?? anyone}
          choices={[
            { id: anyone, label: 'Any that fits' },
            ...agents.map((agent) => ({
              id: agent.id,
              label: agent.name,
              ...(agent.connected ? {} : { detail: 'offline' }),
            })),
          ]}
          onChange={(id) => change({ agentId: agents.find((agent) => agent.id === id)?.id ?? null })}
          problem={problems['agentId'] ?? null}
        />
        <DependenciesField {...props} />
      </div>
    </Panel>
  );
}
