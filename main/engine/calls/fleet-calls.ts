import { ok } from '../../../core/kernel/result.ts';
import type { CallsNamed, Services } from '../handlers.ts';
import {
  addAgent,
  removeAgent,
  renameAgent,
  renewToken,
  suggestName,
} from '../services/fleet/agents/agents.ts';
import { verifyAgent } from '../services/fleet/agents/verify-agent.ts';
import { atHub } from '../services/fleet/at-hub.ts';
import type { FleetDeps } from '../services/fleet/fleet-deps.ts';
import { cancelTasks, rankTask, requeueTasks, submitTask } from '../services/fleet/tasks/change-tasks.ts';
import { previewTask } from '../services/fleet/tasks/preview-task.ts';
import { acceptProposal, dismissProposal } from '../services/fleet/tasks/settle-proposal.ts';
import { taskFromItem } from '../services/fleet/tasks/task-from-item.ts';
import { dropTemplate, keepTemplate } from '../services/fleet/tasks/templates.ts';

/** What people ask of agents, tasks and proposals. */
export const fleetCalls: Services<FleetDeps, CallsNamed<'agents' | 'tasks' | 'proposals'>> = {
  'agents.suggestName': (fleet) => ok({ name: suggestName(fleet) }),
  'agents.add': addAgent,
  'agents.rename': atHub(renameAgent),
  'agents.renewToken': atHub(renewToken),
  'agents.remove': atHub(removeAgent),
  'agents.verify': atHub(verifyAgent),
  'tasks.submit': atHub(submitTask),
  'tasks.preview': atHub(previewTask),
  'tasks.cancel': cancelTasks,
  'tasks.requeue': requeueTasks,
  'tasks.rank': atHub(rankTask),
  'tasks.fromItem': taskFromItem,
  'tasks.saveTemplate': keepTemplate,
  'tasks.removeTemplate': dropTemplate,
  'proposals.accept': atHub(acceptProposal),
  'proposals.dismiss': atHub(dismissProposal),
};
