import type { FleetState } from '../../../core/domain/fleet/state.ts';

/** Carries over what no store keeps: signs of life, pauses and the stamps of the steady clock. */
export function carryOverTransients(from: FleetState, to: FleetState): void {
  for (const [id, agent] of to.agents) {
    const before = from.agents.get(id);
    if (before === undefined) continue;
    agent.heartbeatAt = before.heartbeatAt;
    agent.heartbeatSteady = before.heartbeatSteady;
    agent.resources = before.resources;
    agent.resourcesAt = before.resourcesAt;
    agent.cooldownUntilSteady = before.cooldownUntilSteady;
    agent.lastAssignedSteady = before.lastAssignedSteady;
  }
  for (const [id, endpoint] of to.endpoints) {
    const before = from.endpoints.get(id);
    // A refused batch may have contained what the later probe found.
    if (before?.checkedAt === endpoint.checkedAt) endpoint.probedAt = before.probedAt;
  }
  for (const [id, task] of to.tasks) {
    const before = from.tasks.get(id);
    if (before === undefined || before.generation !== task.generation || before.status !== task.status)
      continue;
    task.waitingSinceSteady = before.waitingSinceSteady;
    task.assignedSteady = before.assignedSteady;
    task.acceptedSteady = before.acceptedSteady;
    task.heardSteady = before.heardSteady;
    task.laterSteady = before.laterSteady;
    task.waitedSteady = before.waitedSteady;
    task.returnBySteady = before.returnBySteady;
    for (const agentId of before.avoided) task.avoided.add(agentId);
  }
  for (const [called, pauses] of from.pauses) to.pauses.set(called, pauses);
  for (const [submitter, served] of from.served) to.served.set(submitter, served);
}
