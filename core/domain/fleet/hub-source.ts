import { fastValidator } from '../../kernel/fast-validator.ts';
import { HubId } from '../../kernel/ids.ts';

const PREFIX = 'hub:';
const form = fastValidator(HubId);

/** How a hub is named as the source of its events. */
export const hubSource = (hubId: HubId): string => `${PREFIX}${hubId}`;

/** The hub that reported an event; null when it was something else. */
export function hubOfSource(source: string): HubId | null {
  const id = source.startsWith(PREFIX) ? form.safeParse(source.slice(PREFIX.length)) : null;
  return id?.success === true ? id.data : null;
}
