import type { ReactNode } from 'react';
import { BOARD_KINDS } from '../../../../core/domain/readiness/board/board-row.ts';
import { TrackerChoice } from '../../../domains/trackers/listing/tracker-choice.tsx';
import { kindLabel } from '../../../domains/trackers/model/filter.ts';
import type { Outline } from '../../../domains/trackers/model/rows.ts';
import { Button } from '../../../ui/inputs/button.tsx';
import { SearchField } from '../../../ui/inputs/field.tsx';
import { Select } from '../../../ui/inputs/select.tsx';
import { Toolbar } from '../../../ui/layout/toolbar.tsx';
import { type BoardPageFilter, isNarrowed, noFilter } from './board-model.ts';

const any = ':any';
/** Those that come to the board by themselves, then those that may be put up too. */
const kinds = [...BOARD_KINDS, 'task', 'criterion', 'check', 'list-item', 'open-item'];

interface BoardFilterBarProps {
  readonly filter: BoardPageFilter;
  readonly onFilter: (filter: BoardPageFilter) => void;
  /** Of the tracker that the board is narrowed to. */
  readonly sections: Outline['sections'];
  readonly fact: string;
  readonly end?: ReactNode;
}

/** Words, kind, tracker and its section: what the cards below are narrowed by. */
export function BoardFilterBar({ filter, onFilter, sections, fact, end }: BoardFilterBarProps) {
  const change = (part: Partial<BoardPageFilter>) => onFilter({ ...filter, ...part });
  const withItems = sections.filter(({ items, path }) => items > 0 || path === filter.section);
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
        label="Filter by words"
        placeholder="Filter"
        value={filter.words}
        onChange={(words) => change({ words: words.slice(0, 200) })}
      />
      <Select
        label="Kind"
        hideLabel
        value={filter.kind ?? any}
        choices={[{ id: any, label: 'Any kind' }, ...kinds.map((id) => ({ id, label: kindLabel(id) }))]}
        onChange={(id) => change({ kind: id === any ? null : id })}
      />
      <TrackerChoice
        tracker={filter.trackerId}
        onChange={(trackerId) => change({ trackerId, section: null })}
      />
      {withItems.length < 2 ? null : (
        <Select
          label="Section"
          hideLabel
          value={filter.section ?? any}
          choices={[
            { id: any, label: 'Any section' },
            ...withItems.map(({ path, title }) => ({
              id: path,
              label: title === '' ? 'Before the first heading' : title,
            })),
          ]}
          onChange={(id) => change({ section: id === any ? null : id })}
        />
      )}
      {isNarrowed(filter) ? (
        <Button kind="quiet" onPress={() => onFilter(noFilter)}>
          Clear
        </Button>
      ) : null}
    </Toolbar>
  );
}
