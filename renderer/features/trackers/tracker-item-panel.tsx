import { useMemo } from 'react';
import { useQuery } from '../../bridge/hooks.ts';
import { toItemFilter } from '../../items/model/filter.ts';
import { neighbour } from '../../items/model/groups.ts';
import type { Item, Tracker } from '../../items/model/rows.ts';
import { ItemPanel } from '../../items/panel/item-panel.tsx';
import { sendWithUndo } from '../../items/send-edits.ts';
import { useToday } from '../../items/today.ts';
import { useFilterQuery } from '../../items/use-filter-query.ts';
import { useItems } from '../../items/use-items.ts';
import { Button } from '../../ui/button.tsx';

interface TrackerItemPanelProps {
  readonly tracker: Tracker;
  readonly itemId: Item['id'];
  readonly version: string;
  readonly onOpen: (itemId: string) => void;
  readonly onClose: () => void;
}

/** The item panel of a tracker's page: steps through the rows as they are filtered and sorted. */
export function TrackerItemPanel({ tracker, itemId, version, onOpen, onClose }: TrackerItemPanelProps) {
  const today = useToday();
  const { filter, sort } = useFilterQuery();
  const asked = useMemo(
    () => ({
      trackerId: tracker.id,
      filter: toItemFilter(filter, today),
      sort: { by: sort.by, descending: sort.descending },
    }),
    [tracker.id, filter, sort, today],
  );
  const items = useItems(asked);
  const load = useQuery('trackers.load', { trackerId: tracker.id }, [version]);
  const remove = async () => {
    const next = neighbour(items.rows, itemId, 1) ?? neighbour(items.rows, itemId, -1);
    const answer = await sendWithUndo(tracker.id, [{ kind: 'delete-item', itemId }]);
    if (!answer.ok) return;
    if (next === null) onClose();
    else onOpen(next);
  };
  return (
    <ItemPanel
      itemId={itemId}
      order={items.rows}
      version={version}
      onOpen={onOpen}
      onClose={onClose}
      owners={(load.value ?? []).map((row) => row.owner).filter((owner) => owner !== '')}
      actions={
        <>
          <Button onPress={() => void sendWithUndo(tracker.id, [{ kind: 'duplicate-item', itemId }])}>
            Duplicate
          </Button>
          <Button kind="danger" onPress={() => void remove()}>
            Delete
          </Button>
        </>
      }
    />
  );
}
