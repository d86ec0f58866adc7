import { ok } from '../../../core/kernel/result.ts';
import type { CallHandlers } from '../handlers.ts';
import {
  addAgent,
  removeAgent,
  renameAgent,
  renewToken,
  suggestName,
} from '../services/fleet/agents/agents.ts';
import { verifyAgent } from '../services/fleet/agents/verify-agent.ts';
import { byPerson } from '../services/fleet/by-person.ts';
import type { FleetParts } from '../services/fleet/fleet-parts.ts';
import { cancelTasks, rankTask, requeueTasks, submitTask } from '../services/fleet/tasks/change-tasks.ts';
import { previewTask } from '../services/fleet/tasks/preview-task.ts';
import { acceptProposal, dismissProposal } from '../services/fleet/tasks/settle-proposal.ts';
import { taskFromItem } from '../services/fleet/tasks/task-from-item.ts';
import { dropTemplate, keepTemplate } from '../services/fleet/tasks/templates.ts';

type FleetCalls = Pick<
  CallHandlers,
  Extract<keyof CallHandlers, `agents.${string}` | `tasks.${string}` | `proposals.${string}`>
>;

/** What people ask of agents, tasks and proposals. */
export function fleetCalls(fleet: FleetParts): FleetCalls {
  const { engine } = fleet;
  return {
    'agents.suggestName': () => ok({ name: suggestName(fleet) }),
    'agents.add': async (input, context) => {
      const who = byPerson(engine, context);
      return who.ok ? addAgent(fleet, input, who.value) : who;
    },
    'agents.rename': async (input, context) => {
      const who = byPerson(engine, context);
      return who.ok ? renameAgent(fleet, input, who.value.by) : who;
    },
    'agents.renewToken': async ({ agentId }, context) => {
      const who = byPerson(engine, context);
      return who.ok ? renewToken(fleet, agentId, who.value.by) : who;
    },
    'agents.remove': async ({ agentId }, context) => {
      const who = byPerson(engine, context);
      return who.ok ? removeAgent(fleet, agentId, who.value) : who;
    },
    'agents.verify': async ({ agentId }, context) => {
      const who = byPerson(engine, context);
      return who.ok ? verifyAgent(fleet, agentId, who.value.by) : who;
    },
    'tasks.submit': async (input, context) => {
      const who = byPerson(engine, context);
      return who.ok ? submitTask(fleet, input, who.value.by) : who;
    },
    'tasks.preview': async ({ task }, context) => {
      const who = byPerson(engine, context);
      return who.ok ? previewTask(fleet, task, who.value.by) : who;
    },
    'tasks.cancel': async ({ taskIds }, context) => {
      const who = byPerson(engine, context);
      return who.ok ? cancelTasks(fleet, taskIds, who.value.by) : who;
    },
    'tasks.requeue': async ({ taskIds }, context) => {
      const who = byPerson(engine, context);
      return who.ok ? requeueTasks(fleet, taskIds, who.value.by) : who;
    },
    'tasks.rank': async (input, context) => {
      const who = byPerson(engine, context);
      return who.ok ? rankTask(fleet, input, who.value.by) : who;
    },
    'tasks.fromItem': ({ itemId }) => taskFromItem(engine.db, itemId),
    'tasks.saveTemplate': async (input, context) => {
      const who = byPerson(engine, context);
      return who.ok ? keepTemplate(engine, input, who.value.actorId) : who;
    },
    'tasks.removeTemplate': async ({ id }, context) => {
      const who = byPerson(engine, context);
      return who.ok ? dropTemplate(engine, id, who.value.actorId) : who;
    },
    'proposals.accept': async ({ proposalId }, context) => {
      const who = byPerson(engine, context);
      return who.ok ? acceptProposal(fleet, proposalId, who.value) : who;
    },
    'proposals.dismiss': async ({ proposalId }, context) => {
      const who = byPerson(engine, context);
      return who.ok ? dismissProposal(fleet, proposalId, who.value.by) : who;
    },
  };
}
