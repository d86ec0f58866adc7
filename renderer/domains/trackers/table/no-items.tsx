import { EmptyState } from '../../../ui/feedback/empty-state.tsx';
import { type Filter, filterText, isFiltered, NO_FILTER } from '../model/filter.ts';

interface NoItemsProps {
  readonly filter: Filter;
  readonly onFilter: (filter: Filter) => void;
  /** Said where nothing is filtered out. */
  readonly otherwise: string;
}

/** What stands in an empty table: the filter that fits nothing, else why there is nothing. */
export function NoItems({ filter, onFilter, otherwise }: NoItemsProps) {
  if (!isFiltered(filter)) return <EmptyState sentence={otherwise} />;
  return (
    <EmptyState
      sentence={`Nothing here fits: ${filterText(filter)}.`}
      action={{ label: 'Show everything', onPress: () => onFilter(NO_FILTER) }}
    />
  );
}
