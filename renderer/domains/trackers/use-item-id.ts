import { ItemId, type TrackerId } from '../../../core/kernel/ids.ts';
import type { Failure } from '../../../core/kernel/result.ts';
import { useQuery } from '../../bridge/hooks.ts';

export interface Resolved {
  readonly id: ItemId | null;
  readonly failure: Failure | null;
}

/** An item named in an address: by id, address or key (`?item=WS1`). Null when none is named. */
export function useItemId(trackerId: TrackerId | null, named: string | null): Resolved {
  const given = ItemId.safeParse(named);
  const asked =
    given.success || named === null || trackerId === null ? null : { tracker: trackerId, item: named };
  const found = useQuery('trackers.resolve', asked);
  if (given.success) return { id: given.data, failure: null };
  if (asked === null) return { id: null, failure: null };
  return { id: found.value?.itemId ?? null, failure: found.failure };
}
