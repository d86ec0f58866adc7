import type { ReactNode } from 'react';
import { ItemState } from '../../../../core/domain/trackers/vocabulary/states.ts';
import { Button } from '../../../ui/inputs/button.tsx';
import { SearchField } from '../../../ui/inputs/field.tsx';
import { Select } from '../../../ui/inputs/select.tsx';
import { Toolbar } from '../../../ui/layout/toolbar.tsx';
import { ChoiceFilter } from '../../../ui/overlays/choice-filter.tsx';
import { DUE_WORDS, DueChoice, type Filter, isFiltered, kindLabel, NO_FILTER } from '../model/filter.ts';
import { STATES, stateLabel } from '../model/state-labels.ts';

interface FilterBarProps {
  readonly filter: Filter;
  readonly onFilter: (filter: Filter) => void;
  readonly kinds: readonly string[];
  readonly owners: readonly string[];
  /** "12 of 40 items". */
  readonly fact: string;
  readonly end?: ReactNode;
}

/** Text, state, kind, owner and due: what the rows below are narrowed by. */
export function FilterBar({ filter, onFilter, kinds, owners, fact, end }: FilterBarProps) {
  const change = (part: Partial<Filter>) => onFilter({ ...filter, ...part });
  return (
    <Toolbar
      label="Filter"
      end={
        <>
          <output>{fact}</output>
          {end}
        </>
      }
    >
      <SearchField
        label="Filter by text"
        placeholder="Filter"
        value={filter.text}
        onChange={(text) => change({ text })}
      />
      <ChoiceFilter
        label="State"
        choices={STATES.map((state) => ({ id: state, label: stateLabel(state), mark: state }))}
        chosen={filter.states}
        onChange={(states) =>
          change({ states: states.flatMap((state) => ItemState.safeParse(state).data ?? []) })
        }
      />
      <ChoiceFilter
        label="Kind"
        choices={withChosen(kinds, filter.kinds).map((kind) => ({ id: kind, label: kindLabel(kind) }))}
        chosen={filter.kinds}
        onChange={(chosen) => change({ kinds: [...chosen] })}
      />
      <ChoiceFilter
        label="Owner"
        choices={withChosen(owners, filter.owners).map((owner) => ({ id: owner, label: owner }))}
        chosen={filter.owners}
        onChange={(chosen) => change({ owners: [...chosen] })}
      />
      <Select
        label="Due"
        hideLabel
        value={filter.due}
        choices={DueChoice.options.map((due) => ({ id: due, label: DUE_WORDS[due] }))}
        onChange={(due) => change({ due: DueChoice.safeParse(due).data ?? 'any' })}
      />
      {isFiltered(filter) ? (
        <Button kind="quiet" onPress={() => onFilter(NO_FILTER)}>
          Clear
        </Button>
      ) : null}
    </Toolbar>
  );
}

/** What is chosen stays offered, even when no row has it any more. */
function withChosen(offered: readonly string[], chosen: readonly string[]): readonly string[] {
  return [...new Set([...offered, ...chosen])].toSorted((a, b) => a.localeCompare(b));
}
