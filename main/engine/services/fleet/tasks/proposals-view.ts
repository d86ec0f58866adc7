import type { ParsedInputOf } from '../../../../../core/contract/index.ts';
import { openProposals } from '../../../../../db/readers/fleet/proposals.ts';
import type { ViewAnswer } from '../../../handlers.ts';
import type { FleetDeps } from '../fleet-deps.ts';

export function proposalsView(
  { db }: FleetDeps,
  input: ParsedInputOf<'proposals.list'>,
): ViewAnswer<'proposals.list'> {
  const { rows, open } = openProposals(db.read, input);
  return { rows, extra: { open } };
}
