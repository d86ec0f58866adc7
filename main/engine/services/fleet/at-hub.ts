import type { AgentId, HubId, ProposalId, TaskId } from '../../../../core/kernel/ids.ts';
import { type Failure, fail, type Result } from '../../../../core/kernel/result.ts';
import { hubOfAgent, hubOfProposal, hubOfTask } from '../../../../db/readers/fleet/hubs.ts';
import type { FleetDeps } from './fleet-deps.ts';
import type { HubFleet } from './hub-fleet.ts';

interface Refused {
  readonly ok: false;
  readonly error: Failure<'hub.not-found' | 'hub.not-here'>;
}

interface Meant {
  readonly hubId: HubId | null;
  readonly agentId?: AgentId;
  readonly taskId?: TaskId;
  readonly proposalId?: ProposalId;
}

/** An order to a fleet, refused when it is meant for a hub that runs elsewhere. */
export function atHub<Input extends Meant, Context, Value>(
  service: (fleet: FleetDeps, input: Input, context: Context) => Promise<Result<Value>> | Result<Value>,
) {
  return (fleet: FleetDeps, input: Input, context: Context): Promise<Result<Value>> | Result<Value> =>
    refusalFor(fleet, input) ?? service(fleet, input, context);
}

/** Why this device can't carry out what is meant for that hub; null when it can. */
export function refusalFor(
  { hubs, db }: FleetDeps,
  { hubId, agentId, taskId, proposalId }: Meant,
): Refused | null {
  const { own } = hubs;
  const asked = { hubId, preferred: own.id };
  const n =
    (agentId === undefined ? null : hubOfAgent(db.read, agentId, asked)) ??
    (taskId === undefined ? null : hubOfTask(db.read, taskId, asked)) ??
    (proposalId === undefined ? null : hubOfProposal(db.read, proposalId, asked));
  const meant = hubId === null ? (hubs.all().find((hub) => hub.n === n) ?? own) : hubs.find(hubId);
  if (meant === null)
    return fail('hub.not-found', `This workspace knows no hub ${hubId}. Nothing was changed.`, { hubId });
  return meant.isHere ? null : notHere(hubs.nameOf(meant.id), meant);
}

function notHere(name: string | null, { id: hubId }: HubFleet): Refused {
  return fail(
    'hub.not-here',
    `This belongs to the hub ${name === null ? 'of another device' : `of ${name}`}. What it reported is shown here, but it takes orders only there. Nothing was changed.`,
    { hubId, name },
  );
}
