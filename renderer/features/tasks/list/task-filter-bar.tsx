import type { ReactNode } from 'react';
import { Lane, TaskStatus } from '../../../../core/domain/fleet/tasks/task.ts';
import { useView } from '../../../bridge/hooks.ts';
import { HubSelect } from '../../../domains/fleet/hub-select.tsx';
import { useHubs } from '../../../domains/fleet/hubs.ts';
import { laneLabels, lanes, statuses, statusLabels, taskMark } from '../../../domains/fleet/task-labels.ts';
import { TrackerChoice } from '../../../domains/trackers/listing/tracker-choice.tsx';
import { Button } from '../../../ui/inputs/button.tsx';
import { SearchField } from '../../../ui/inputs/field.tsx';
import { Select } from '../../../ui/inputs/select.tsx';
import { Toolbar } from '../../../ui/layout/toolbar.tsx';
import { Badge } from '../../../ui/marks/badge.tsx';
import { ChoiceFilter } from '../../../ui/overlays/choice-filter.tsx';
import { formatCount } from '../../../ui/text/format.ts';
import { isNarrowed, noFilter, type TaskListFilter } from './task-filter.ts';

const all = ':all';

interface TaskFilterBarProps {
  readonly filter: TaskListFilter;
  readonly onFilter: (filter: TaskListFilter) => void;
  readonly total: number;
  readonly end: ReactNode;
}

interface Named {
  readonly id: string;
  readonly name: string;
}

/** Status, lane, agent, repository, tracker and words: what the rows below are narrowed by. */
export function TaskFilterBar({ filter, onFilter, total, end }: TaskFilterBarProps) {
  const agents = useView('agents.list', {}).rows;
  const hubs = useHubs();
  const repositories = useView('repositories.list', {}).rows;
  const change = (part: Partial<TaskListFilter>) => onFilter({ ...filter, ...part });
  return (
    <Toolbar
      label="Filter"
      end={
        <>
          <output>{formatCount(total, 'task')}</output>
          {end}
        </>
      }
    >
      <SearchField
        label="Filter by words of the description"
        placeholder="Filter"
        value={filter.text}
        onChange={(text) => change({ text: text.slice(0, 200) })}
      />
      <ChoiceFilter
        label="Status"
        none="Any status"
        chosen={filter.statuses}
        choices={statuses.map((status) => ({
          id: status,
          label: statusLabels[status],
          mark: taskMark({ status, blocked: null, verified: null }),
        }))}
        onChange={(ids) => change({ statuses: ids.flatMap((id) => TaskStatus.safeParse(id).data ?? []) })}
      />
      <Select
        label="Lane"
        hideLabel
        value={filter.lane ?? all}
        choices={[
          { id: all, label: 'Any lane' },
          ...lanes.map((lane) => ({ id: lane, label: laneLabels[lane] })),
        ]}
        onChange={(id) => change({ lane: Lane.safeParse(id).data ?? null })}
      />
      <HubSelect hubs={hubs} value={filter.hub} any="Any hub" onChange={(hub) => change({ hub })} />
      <OneOf
        label="Agent"
        any="Any agent"
        rows={agents}
        value={filter.agent}
        onChange={(id) => change({ agent: agents.find((row) => row.id === id)?.id ?? null })}
      />
      <OneOf
        label="Repository"
        any="Any repository"
        rows={repositories}
        value={filter.repository}
        onChange={(id) => change({ repository: repositories.find((row) => row.id === id)?.id ?? null })}
      />
      <TrackerChoice tracker={filter.tracker} onChange={(tracker) => change({ tracker })} />
      {filter.item === null ? null : <Badge tone="accent">of one item</Badge>}
      {isNarrowed(filter) ? (
        <Button kind="quiet" onPress={() => onFilter(noFilter)}>
          Clear
        </Button>
      ) : null}
    </Toolbar>
  );
}

function OneOf(props: {
  readonly label: string;
  readonly any: string;
  readonly rows: readonly Named[];
  readonly value: string | null;
  readonly onChange: (id: string) => void;
}) {
  if (props.rows.length === 0 && props.value === null) return null;
  const known = props.rows.some((row) => row.id === props.value);
  return (
    <Select
      label={props.label}
      hideLabel
      value={props.value ?? all}
      choices={[
        { id: all, label: props.any },
        ...props.rows.map((row) => ({ id: row.id, label: row.name })),
        // What a link asks for stays offered, though it is gone.
        ...(props.value === null || known ? [] : [{ id: props.value, label: `${props.value} (gone)` }]),
      ]}
      onChange={props.onChange}
    />
  );
}
