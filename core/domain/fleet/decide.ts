import type { Moment } from '../../kernel/clock.ts';
import type { Result } from '../../kernel/result.ts';
import { unreachable } from '../../kernel/unreachable.ts';
import type { FleetCommand } from './commands.ts';
import { addAgent, removeAgent, renameAgent } from './decide/agents.ts';
import { accept, block, decline, holds, progress, unblock, verified } from './decide/attempts.ts';
import { connect, disconnect } from './decide/connection.ts';
import { addToken, removeSample, revokeToken, setLimits, setSettings, settleProposal } from './decide/hub.ts';
import { cancel, rankTask, requeue } from './decide/queue.ts';
import {
  addEndpoint,
  addRepository,
  changeEndpoint,
  checkEndpoint,
  moveRepository,
  pauseRepository,
  removeEndpoint,
  removeRepository,
} from './decide/registry.ts';
import { completeTask, failTask } from './decide/results.ts';
import { submit } from './decide/submit.ts';
import type { FleetEvent } from './events.ts';
import type { FleetState } from './state.ts';

/**
 * What a command leads to: the events to store and apply, in order; none when it changes nothing; or a refusal by code.
 * Pure: the state is read only, and the same state, command and moment give the same answer.
 */
export function decide(state: FleetState, command: FleetCommand, at: Moment): Result<readonly FleetEvent[]> {
  switch (command.type) {
    case 'agent.add':
      return addAgent(state, command, at);
    case 'agent.rename':
      return renameAgent(state, command, at);
    case 'agent.remove':
      return removeAgent(state, command, at);
    case 'agent.connect':
      return connect(state, command, at);
    case 'agent.disconnect':
      return disconnect(state, command, at);
    case 'task.submit':
      return submit(state, command, at);
    case 'task.rank':
      return rankTask(state, command, at);
    case 'task.cancel':
      return cancel(state, command, at);
    case 'task.requeue':
      return requeue(state, command, at);
    case 'task.accept':
      return accept(state, command, at);
    case 'task.decline':
      return decline(state, command, at);
    case 'task.progress':
      return progress(state, command, at);
    case 'task.block':
      return block(state, command, at);
    case 'task.unblock':
      return unblock(state, command, at);
    case 'task.holds':
      return holds(state, command);
    case 'task.verified':
      return verified(state, command, at);
    case 'task.complete':
      return completeTask(state, command, at);
    case 'task.fail':
      return failTask(state, command, at);
    case 'proposal.settle':
      return settleProposal(state, command, at);
    case 'endpoint.add':
      return addEndpoint(state, command, at);
    case 'endpoint.change':
      return changeEndpoint(state, command, at);
    case 'endpoint.remove':
      return removeEndpoint(state, command, at);
    case 'endpoint.check':
      return checkEndpoint(state, command, at);
    case 'repository.add':
      return addRepository(state, command, at);
    case 'repository.move':
      return moveRepository(state, command, at);
    case 'repository.pause':
      return pauseRepository(state, command, at);
    case 'repository.remove':
      return removeRepository(state, command, at);
    case 'token.add':
      return addToken(state, command, at);
    case 'token.revoke':
      return revokeToken(state, command, at);
    case 'settings.set':
      return setSettings(state, command, at);
    case 'limits.set':
      return setLimits(state, command, at);
    case 'sample.remove':
      return removeSample(state, command, at);
    default:
      return unreachable(command);
  }
}
