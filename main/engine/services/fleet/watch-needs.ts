import { sameValue } from '../../../../core/contract/transport/row-patches.ts';
import { itemRow } from '../../../../db/readers/items/item-rows.ts';
import type { Topic } from '../../topics.ts';
import type { FleetNeeds } from '../bridge/needs.ts';
import type { FleetDeps } from './fleet-deps.ts';
import { fleetNeeds } from './fleet-needs.ts';

/** A busy fleet changes by the hundred times a second; so far apart are checks at least. */
const checkIntervalMs = 200;
/** Where needs come from. What time alone changes is told by them as well, once a second. */
const sources: readonly Topic[] = ['agents', 'tasks', 'waiting', 'proposals', 'repositories', 'hub'];

/** Publishes to the bridge only when its list changes, not on every event of the fleet. */
export function watchNeeds(fleet: FleetDeps): { close(): void } {
  let last = needsOf(fleet);
  let timer: ReturnType<typeof setTimeout> | null = null;
  const check = (): void => {
    timer = null;
    try {
      const now = needsOf(fleet);
      if (sameValue(last, now)) return;
      last = now;
      fleet.topics.publish('fleet-needs');
    } catch (error) {
      // A database that can't be read now is told by whoever asks it for more than this.
      fleet.log.error('Checking what the fleet needs failed.', error);
    }
  };
  const stop = fleet.topics.subscribe(sources, () => {
    timer ??= setTimeout(check, checkIntervalMs).unref();
  });
  return {
    close() {
      stop();
      if (timer !== null) clearTimeout(timer);
    },
  };
}

export function needsOf({ view, listener, live, db, timekeeper }: FleetDeps): FleetNeeds {
  return fleetNeeds({
    state: view.now,
    at: timekeeper.moment(),
    listening: listener.now(),
    hubEnabled: listener.settings.enabled,
    deadLetters: live.deadLetters(),
    itemTitle: (itemId) => itemRow(db.read, itemId)?.title ?? null,
  });
}
