import { useMemo } from 'react';
import { useQuery } from '../../bridge/hooks.ts';
import { toItemFilter } from '../../domains/trackers/model/filter.ts';
import { neighbour } from '../../domains/trackers/model/groups.ts';
import type { Item, Tracker } from '../../domains/trackers/model/rows.ts';
import { ItemPanel } from '../../domains/trackers/panel/item-panel.tsx';
import { unlessReadOnly } from '../../domains/trackers/read-only.ts';
import { sendWithUndo } from '../../domains/trackers/send-edits.ts';
import { useToday } from '../../domains/trackers/today.ts';
import { useFilterQuery } from '../../domains/trackers/use-filter-query.ts';
import { useItems } from '../../domains/trackers/use-items.ts';
import { Button } from '../../ui/inputs/button.tsx';

interface TrackerItemPanelProps {
  readonly tracker: Tracker;
  readonly itemId: Item['id'];
  readonly version: string;
  readonly readOnly: string | null;
  readonly onOpen: (itemId: string) => void;
  readonly onClose: () => void;
}

/** The item panel of a tracker's page: steps through the rows as they are filtered and sorted. */
export function TrackerItemPanel({
  tracker,
  itemId,
  version,
  readOnly,
  onOpen,
  onClose,
}: TrackerItemPanelProps) {
  const today = useToday();
  const { filter, sort } = useFilterQuery();
  const asked = useMemo(
    () => ({
      trackerId: tracker.id,
      filter: toItemFilter(filter, today),
      sort,
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
  const duplicate = () => void sendWithUndo(tracker.id, [{ kind: 'duplicate-item', itemId }]);
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
          <Button onPress={() => unlessReadOnly(readOnly, duplicate)}>Duplicate</Button>
          <Button kind="danger" onPress={() => unlessReadOnly(readOnly, () => void remove())}>
            Delete
          </Button>
        </>
      }
    />
  );
}
