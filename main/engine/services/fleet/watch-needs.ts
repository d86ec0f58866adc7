import { sameValue } from '../../../../core/contract/transport/row-patches.ts';
import { itemRow } from '../../../../db/readers/items/item-rows.ts';
import type { Need } from '../bridge/needs.ts';
import type { FleetDeps } from './fleet-deps.ts';
import { fleetNeeds } from './fleet-needs.ts';

/** How often the fleet is checked for what needs a person: nobody acts on it within a second. */
const checkIntervalMs = 1000;

/** Publishes to the bridge only when its list changes, not on every event of the fleet. */
export function watchNeeds(fleet: FleetDeps): { close(): void } {
  let last: readonly Need[] = needsOf(fleet);
  const check = (): void => {
    const now = needsOf(fleet);
    if (sameValue(last, now)) return;
    last = now;
    fleet.topics.publish('fleet-needs');
  };
  const timer = setInterval(() => {
    try {
      check();
    } catch (error) {
      // A database that can't be read now is told by whoever asks it for more than this.
      fleet.log.error('Looking for what the fleet needs failed.', error);
    }
  }, checkIntervalMs);
  timer.unref();
  return { close: () => clearInterval(timer) };
}

export function needsOf({ view, listener, live, db }: FleetDeps): Need[] {
  return fleetNeeds({
    state: view.now,
    listening: listener.now(),
    deadLetters: live.deadLetters(),
    itemTitle: (itemId) => itemRow(db.read, itemId)?.title ?? null,
  });
}
