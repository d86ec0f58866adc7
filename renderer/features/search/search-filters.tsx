import { TrackerId } from '../../../core/kernel/ids.ts';
import { useQuery } from '../../bridge/hooks.ts';
import { useQueryParam } from '../../ui/frame/navigation.tsx';
import { Button } from '../../ui/inputs/button.tsx';
import { Select } from '../../ui/inputs/select.tsx';
import { Toolbar } from '../../ui/layout/toolbar.tsx';
import styles from './search.module.css';
import { countKinds, type Hit, kindLabel, type SearchFilter, trackerOf } from './search-model.ts';

interface Props {
  readonly hits: readonly Hit[];
  readonly filter: SearchFilter;
}

/** Narrows what was found by kind and by tracker. */
export function SearchFilters({ hits, filter }: Props) {
  const [, setKind] = useQueryParam('kind');
  const [, setTracker] = useQueryParam('tracker');
  const found = new Set(hits.map(trackerOf));
  const trackerIds = [...found].flatMap((id) => TrackerId.safeParse(id).data ?? []).slice(0, 100);
  const choices = useQuery('trackers.names', { trackerIds }).value ?? [];
  if (hits.length === 0) return null;
  return (
    <div className={styles.filters}>
      <Toolbar
        label="Filters"
        end={
          choices.length < 2 && filter.tracker === null ? undefined : (
            <Select
              label="Tracker"
              hideLabel
              value={filter.tracker ?? 'all'}
              onChange={(id) => setTracker(id === 'all' ? null : id)}
              choices={[
                { id: 'all', label: 'All trackers' },
                ...choices.map((tracker) => ({ id: tracker.id, label: tracker.name })),
              ]}
            />
          )
        }
      >
        <Button kind="quiet" isPressed={filter.kind === null} onPress={() => setKind(null)}>
          Everything {hits.length}
        </Button>
        {countKinds(hits).map(({ kind, count }) => (
          <Button key={kind} kind="quiet" isPressed={filter.kind === kind} onPress={() => setKind(kind)}>
            {kindLabel(kind, 2)} {count}
          </Button>
        ))}
      </Toolbar>
    </div>
  );
}
