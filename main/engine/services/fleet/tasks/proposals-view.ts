import type { ParsedInputOf } from '../../../../../core/contract/index.ts';
import { openProposals } from '../../../../../db/readers/fleet/proposals.ts';
import type { ViewAnswer } from '../../../handlers.ts';
import type { FleetDeps } from '../fleet-deps.ts';

/** Those of the hub on this device: one of another hub is answered there. */
export function proposalsView(
  { db, hubs }: FleetDeps,
  input: ParsedInputOf<'proposals.list'>,
): ViewAnswer<'proposals.list'> {
  const { rows, open } = openProposals(db.read, hubs.own.n, input);
  return { rows, extra: { open } };
}
