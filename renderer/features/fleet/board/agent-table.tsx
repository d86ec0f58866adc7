import { useMemo, useState } from 'react';
import { Age } from '../../../domains/fleet/age.tsx';
import { agentLabel, agentMark } from '../../../domains/fleet/agent-labels.ts';
import type { Hubs } from '../../../domains/fleet/hubs.ts';
import { costText } from '../../../domains/fleet/money-format.ts';
import { StateLabel } from '../../../ui/marks/state-mark.tsx';
import { DataTable } from '../../../ui/table/data-table.tsx';
import type { TableColumn, TableSort } from '../../../ui/table/table-types.ts';
import { formatExact } from '../../../ui/text/format.ts';
import type { Agent } from './board-model.ts';
import { activityText } from './board-model.ts';
import { sortAgents } from './table-model.ts';

interface Props {
  readonly agents: readonly Agent[];
  readonly stale: ReadonlySet<string>;
  readonly hubs: Hubs;
  readonly onOpen: (id: string) => void;
}

const rowId = (agent: Agent) => agent.id;

/** The same agents as rows, for many of them and for comparing. */
export function AgentTable({ agents, stale, hubs, onOpen }: Props) {
  const [sort, setSort] = useState<TableSort>({ by: 'state', descending: false });
  const rows = useMemo(() => sortAgents(agents, stale, sort), [agents, stale, sort]);
  const columns = useMemo(() => columnsFor(stale, hubs), [stale, hubs]);
  return (
    <DataTable
      label="Agents"
      columns={columns}
      source={{ total: rows.length, start: 0, rows }}
      rowId={rowId}
      sort={sort}
      onSort={setSort}
      onOpen={(agent) => onOpen(agent.id)}
      rowTone={(agent) => (stale.has(agent.id) ? 'stale' : agent.state === 'offline' ? 'muted' : 'plain')}
      freeze
    />
  );
}

function columnsFor(stale: ReadonlySet<string>, hubs: Hubs): readonly TableColumn<Agent>[] {
  const shown = (agent: Agent) => ({ state: agent.state, stale: stale.has(agent.id) });
  return [
    { id: 'name', label: 'Agent', value: (agent) => agent.name, width: 170, fixed: true, sortable: true },
    {
      id: 'state',
      label: 'State',
      value: (agent) => agentLabel(shown(agent)),
      render: (agent) => <StateLabel mark={agentMark(shown(agent))} label={agentLabel(shown(agent))} />,
      width: 200,
      sortable: true,
    },
    { id: 'doing', label: 'Task', value: activityText, width: 280, sortable: true },
    {
      id: 'progress',
      label: 'Progress',
      value: (agent) =>
        typeof agent.task?.percent === 'number' ? `${Math.round(agent.task.percent)} %` : '',
      width: 84,
      align: 'end',
      sortable: true,
    },
    {
      id: 'heard',
      label: 'Heartbeat',
      value: (agent) => (agent.heartbeatAt === null ? 'never' : formatExact(agent.heartbeatAt)),
      render: (agent) =>
        agent.heartbeatAt === null ? (
          'never'
        ) : (
          <Age at={agent.heartbeatAt} before={stale.has(agent.id) ? 'as of ' : ''} after=" ago" />
        ),
      width: 120,
      sortable: true,
    },
    ...(hubs.areSeveral
      ? [{ id: 'hub', label: 'Hub', value: (agent: Agent) => hubs.nameOf(agent.hubId), width: 130 }]
      : []),
    { id: 'host', label: 'Host', value: (agent) => agent.host ?? '', width: 120, sortable: true },
    {
      id: 'done',
      label: 'Done today',
      value: (agent) => String(agent.completedToday),
      width: 96,
      align: 'end',
      sortable: true,
    },
    {
      id: 'cost',
      label: 'Cost today',
      value: (agent) => costText(agent.costToday, agent.unpricedToday) ?? '',
      width: 120,
      align: 'end',
      sortable: true,
    },
  ];
}
