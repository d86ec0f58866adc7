import { deliverableCommandJson } from '../../../core/domain/fleet/decide/deliverable-command.ts';
import type { FleetCommands } from '../../../core/domain/fleet/fleet-view.ts';
import type { Result } from '../../../core/kernel/result.ts';
import { unreachable } from '../../../core/kernel/unreachable.ts';
import type { DeliveryRow } from '../../../db/records/delivery.ts';
import type { Answered, Destination } from '../delivery/delivery-worker.ts';
import type { TaskRequests } from './tasks/task-requests.ts';

/** The hub of this workspace as a destination: what waits for it is put to it as a command, and answered by it. */
export function createHubDestination(
  name: string,
  commands: Pick<FleetCommands, 'run'>,
  requests: TaskRequests,
): Destination {
  const carryOut = (id: string, payload: string): Promise<Result<unknown>> | Result<never> => {
    const read = deliverableCommandJson.read(payload);
    if (!read.ok) return read;
    const command = read.value;
    switch (command.type) {
      case 'task.cancel':
        return requests.cancel(command.taskId, command.by, id);
      case 'task.requeue':
        return requests.requeue(command.taskId, command.by, { deadline: command.deadline, deliveryId: id });
      case 'task.rank':
      case 'proposal.settle':
        return commands.run(command, id);
      default:
        return unreachable(command);
    }
  };
  return {
    name,
    async send({ id, payload }: DeliveryRow): Promise<Answered> {
      const answer = await carryOut(id, payload);
      if (answer.ok) return { kind: 'confirm' };
      return { kind: answer.error.retryable ? 'fail' : 'refuse', reason: answer.error };
    },
  };
}
