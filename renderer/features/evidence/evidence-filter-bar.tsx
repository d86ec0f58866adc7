import type { ReactNode } from 'react';
import {
  evidenceTypes,
  stateLabels,
  stateMarks,
  typeLabels,
} from '../../domains/readiness/evidence-labels.ts';
import { TrackerChoice } from '../../domains/trackers/listing/tracker-choice.tsx';
import { Button } from '../../ui/inputs/button.tsx';
import { SearchField } from '../../ui/inputs/field.tsx';
import { Select } from '../../ui/inputs/select.tsx';
import { Toolbar } from '../../ui/layout/toolbar.tsx';
import { Badge } from '../../ui/marks/badge.tsx';
import { StateLabel } from '../../ui/marks/state-mark.tsx';
import { formatNumber } from '../../ui/text/format.ts';
import {
  type EvidencePageFilter,
  isNarrowed,
  noFilter,
  offeredStates,
  type ShownCounts,
} from './evidence-model.ts';

const any = ':any';
const types = [{ id: any, label: 'Any type' }, ...evidenceTypes.map((id) => ({ id, label: typeLabels[id] }))];

interface EvidenceFilterBarProps {
  readonly filter: EvidencePageFilter;
  readonly onFilter: (filter: EvidencePageFilter) => void;
  readonly counts: Pick<ShownCounts, 'states'>;
  /** How many are shown below, in words. */
  readonly shown: string;
  readonly end?: ReactNode;
  /** Keys of the table below. */
  readonly hint: ReactNode;
}

/** Words, type and tracker, then each state with how many there are: a press shows only those. */
export function EvidenceFilterBar({ filter, onFilter, counts, shown, end, hint }: EvidenceFilterBarProps) {
  const change = (part: Partial<EvidencePageFilter>) => onFilter({ ...filter, ...part });
  return (
    <>
      <Toolbar
        label="Filter"
        end={
          <>
            <output>{shown}</output>
            {end}
          </>
        }
      >
        <SearchField
          label="Filter by words"
          placeholder="Filter"
          value={filter.text}
          onChange={(text) => change({ text: text.slice(0, 200) })}
        />
        <Select
          label="Type"
          hideLabel
          value={filter.type ?? any}
          choices={types}
          onChange={(id) => change({ type: evidenceTypes.find((type) => type === id) ?? null })}
        />
        <TrackerChoice tracker={filter.tracker} onChange={(tracker) => change({ tracker })} />
        {filter.item === null ? null : <Badge tone="accent">of one item</Badge>}
        {isNarrowed(filter) ? (
          <Button kind="quiet" onPress={() => onFilter(noFilter)}>
            Clear
          </Button>
        ) : null}
      </Toolbar>
      <Toolbar label="States" end={hint}>
        {offeredStates(counts, filter.state).map((state) => (
          <Button
            key={state}
            isPressed={filter.state === state}
            onPress={() => change({ state: filter.state === state ? null : state })}
          >
            <StateLabel
              mark={stateMarks[state]}
              label={`${formatNumber(counts.states[state])} ${stateLabels[state].toLowerCase()}`}
            />
          </Button>
        ))}
      </Toolbar>
    </>
  );
}
