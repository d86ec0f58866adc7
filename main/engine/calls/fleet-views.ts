import type { ViewHandlers, ViewsNamed } from '../handlers.ts';
import { agentsView, agentView, historyView, outputView } from '../services/fleet/agents/agent-views.ts';
import { clientsView } from '../services/fleet/agents/clients-view.ts';
import { hostsView } from '../services/fleet/agents/hosts-view.ts';
import type { FleetDeps } from '../services/fleet/fleet-deps.ts';
import { hubListView, hubSettingsView, hubStatusView } from '../services/fleet/hub-settings.ts';
import { budgetsView } from '../services/fleet/measures/budgets-view.ts';
import { metricsNow } from '../services/fleet/measures/metrics.ts';
import { endpointsView, repositoriesView } from '../services/fleet/registry.ts';
import { proposalsView } from '../services/fleet/tasks/proposals-view.ts';
import { queueView } from '../services/fleet/tasks/queue-of-hub.ts';
import { tasksView, taskView } from '../services/fleet/tasks/task-views.ts';
import { templatesView } from '../services/fleet/tasks/templates.ts';

type FleetViews = Pick<
  ViewHandlers,
  ViewsNamed<
    'agents' | 'tasks' | 'proposals' | 'hub' | 'endpoints' | 'hosts' | 'repositories' | 'metrics' | 'costs'
  >
>;

/** The fleet's views with their topics; topics-after.ts says which event tells which. */
export function fleetViews(fleet: FleetDeps): FleetViews {
  return {
    'agents.list': { topics: () => ['agents', 'day', 'hub'], read: (input) => agentsView(fleet, input) },
    'agents.one': { topics: () => ['agents', 'day', 'hub'], read: (input) => agentView(fleet, input) },
    'agents.history': {
      topics: ({ agentId }) => [`agent:${agentId}`],
      read: (input) => historyView(fleet, input),
    },
    'agents.output': {
      topics: ({ taskId }) => [`output:${taskId}`],
      read: (input) => outputView(fleet, input),
    },
    'tasks.queue': { topics: () => ['tasks', 'waiting'], read: (input) => queueView(fleet, input) },
    'tasks.list': { topics: () => ['tasks'], read: (input) => tasksView(fleet, input) },
    'tasks.one': {
      topics: ({ taskId }) => [`task:${taskId}`, 'proposals', 'waiting', 'items'],
      read: (input) => taskView(fleet, input),
    },
    'tasks.templates': { topics: () => ['templates'], read: () => templatesView(fleet) },
    'proposals.list': {
      topics: () => ['proposals', 'items', 'trackers'],
      read: (input) => proposalsView(fleet, input),
    },
    'hub.status': {
      topics: () => ['hub', 'agents', 'tasks', 'proposals', 'costs', 'day'],
      read: () => hubStatusView(fleet),
    },
    'hub.list': { topics: () => ['hub'], read: () => hubListView(fleet) },
    'hub.settings': { topics: () => ['hub'], read: () => hubSettingsView(fleet) },
    'hub.clients': { topics: () => ['hub'], read: () => clientsView(fleet) },
    'endpoints.list': { topics: () => ['endpoints', 'agents'], read: () => endpointsView(fleet) },
    'hosts.list': { topics: () => ['hosts', 'agents'], read: () => hostsView(fleet) },
    'repositories.list': { topics: () => ['repositories', 'tasks'], read: () => repositoriesView(fleet) },
    'metrics.now': { topics: () => ['metrics'], read: (input) => metricsNow(fleet, input) },
    'costs.budgets': { topics: () => ['costs', 'tasks', 'waiting', 'hub'], read: () => budgetsView(fleet) },
  };
}
