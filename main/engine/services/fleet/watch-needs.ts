import { sameValue } from '../../../../core/contract/transport/row-patches.ts';
import { itemRow } from '../../../../db/readers/item-rows.ts';
import type { Need } from '../bridge/needs.ts';
import { fleetNeeds } from './fleet-needs.ts';
import type { FleetParts } from './fleet-parts.ts';

/** What of the fleet needs a person is looked at this often: nobody acts on it within a second. */
const lookMs = 1000;

/** Tells the bridge when its list has to say something else, and not for every event of the fleet. */
export function watchNeeds(fleet: FleetParts): { close(): void } {
  let last: readonly Need[] = needsOf(fleet);
  const look = (): void => {
    const now = needsOf(fleet);
    if (sameValue(last, now)) return;
    last = now;
    fleet.topics.publish('fleet-needs');
  };
  const timer = setInterval(() => {
    try {
      look();
    } catch (error) {
      // A database that can't be read now is told by whoever asks it for more than this.
      fleet.log.error('Looking for what the fleet needs failed.', error);
    }
  }, lookMs);
  timer.unref();
  return { close: () => clearInterval(timer) };
}

export function needsOf({ core, door, live, db }: FleetParts): Need[] {
  return fleetNeeds({
    state: core.state,
    listening: door.now(),
    deadLetters: live.deadLetters(),
    itemTitle: (itemId) => itemRow(db.read, itemId)?.title ?? null,
  });
}
