import { listConflicts, listFindings } from '../../../db/readers/findings/findings-view.ts';
import { itemsWindow } from '../../../db/readers/items/item-windows.ts';
import { trackerLog } from '../../../db/readers/log-view.ts';
import { readSettings } from '../../../db/readers/settings-view.ts';
import type { ViewHandlers } from '../handlers.ts';
import { actorsView } from '../services/actors/actors.ts';
import { devicesView } from '../services/actors/devices.ts';
import type { AlertDeps } from '../services/alerts/alert-deps.ts';
import { alertRulesView, alertsView } from '../services/alerts/alert-views.ts';
import { changesView, dueView } from '../services/bridge/bridge-views.ts';
import { gateNeeds } from '../services/bridge/gate-needs.ts';
import { needsView } from '../services/bridge/needs.ts';
import { signoffNeeds } from '../services/bridge/signoff-needs.ts';
import { needsOf } from '../services/fleet/watch-needs.ts';
import { boardView } from '../services/readiness/board-view.ts';
import { releaseViews } from '../services/readiness/bundles/release-views.ts';
import { evidenceItemsView, evidenceView } from '../services/readiness/evidence/evidence-views.ts';
import { exceptionsView } from '../services/readiness/gates/exceptions.ts';
import { gateRunsView, gatesView } from '../services/readiness/gates/gate-views.ts';
import { keepGateStandings } from '../services/readiness/gates/kept-standings.ts';
import { STANDING_TOPICS, type Standings } from '../services/readiness/signoffs/kept-standings.ts';
import { signoffViews } from '../services/readiness/signoffs/signoff-views.ts';
import { sloPoliciesView, sloStandingsView } from '../services/readiness/slo/slo-views.ts';
import { keepSummaries, SUMMARY_TOPICS } from '../services/trackers/kept-summaries.ts';
import { actorName } from '../services/trackers/tracker-access.ts';
import {
  oneTracker,
  pageOfTrackers,
  programmesView,
  staleView,
  versionOfTrackers,
} from '../services/trackers/tracker-pages.ts';
import { statusView } from '../services/workspace/workspace-status.ts';
import { fleetViews } from './fleet-views.ts';

/** A large import keeps findings unsettled for long; what is known by then is shown, and the rest follows. */
const FINDINGS_TIMEOUT_MS = 3000;

/** Every view with the topics after which it is read again: its own subject and nothing more. */
export function viewHandlers(
  deps: AlertDeps,
  recovered: () => string | null,
  findingsSettled: (timeoutMs: number) => Promise<void>,
  standings: Standings,
): ViewHandlers {
  const summaries = keepSummaries(deps);
  const gateStandings = keepGateStandings(deps);
  return {
    ...fleetViews(deps),
    'trackers.list': { topics: () => SUMMARY_TOPICS, read: () => ({ rows: [...summaries()], extra: {} }) },
    'trackers.page': {
      topics: () => SUMMARY_TOPICS,
      read: (input) => pageOfTrackers(summaries(), input),
    },
    'trackers.one': {
      topics: ({ trackerId }) => [...SUMMARY_TOPICS, `tracker:${trackerId}`],
      read: (input) => oneTracker(deps, summaries(), input),
    },
    'trackers.version': { topics: () => ['trackers', 'items'], read: () => versionOfTrackers(summaries()) },
    'trackers.items': {
      topics: ({ trackerId }) => (trackerId === null ? ['items', 'trackers'] : [`tracker:${trackerId}`]),
      read: ({ trackerId, filter, sort, window }) => {
        const { rows, total, start } = itemsWindow(deps.db, { trackerId, filter, sort, ...window });
        return { rows, extra: { total, start } };
      },
    },
    'trackers.log': {
      topics: ({ trackerId }) => (trackerId === null ? ['changes', 'trackers'] : [`tracker:${trackerId}`]),
      read: (input) => {
        const { rows, total } = trackerLog(deps.db.read, input, actorName(deps.db, deps.owner()));
        return { rows, extra: { total } };
      },
    },
    'findings.list': {
      topics: () => ['findings', 'trackers'],
      // "None" is only said once everything was looked at.
      read: async (input) => {
        await findingsSettled(FINDINGS_TIMEOUT_MS);
        const { rows, open, accepted } = listFindings(deps.db.read, input);
        return { rows, extra: { open, accepted } };
      },
    },
    'alerts.list': alertsView(deps),
    'alertRules.list': alertRulesView(deps),
    'evidence.list': evidenceView(deps),
    'gates.list': gatesView(deps, gateStandings),
    'slo.policies': sloPoliciesView(deps),
    'slo.standings': sloStandingsView(deps),
    'gates.runs': gateRunsView(deps),
    'exceptions.list': exceptionsView(deps),
    ...signoffViews(deps, standings),
    ...releaseViews(deps),
    'evidence.items': evidenceItemsView(deps),
    'readiness.board': boardView(deps, standings),
    'conflicts.list': {
      topics: ({ trackerId }) => ['conflicts', trackerId === null ? 'items' : `tracker:${trackerId}`],
      read: (input) => {
        const { rows, open } = listConflicts(deps.db, input);
        return { rows, extra: { open } };
      },
    },
    'workspace.status': {
      topics: () => ['status', 'actors'],
      read: (_input, session) => statusView(deps, recovered(), session),
    },
    'bridge.needs': {
      topics: () => [
        ...STANDING_TOPICS,
        'findings',
        'conflicts',
        'settings',
        'day',
        'fleet-needs',
        'gates',
        'gate-decisions',
      ],
      read: async (_input, session) => {
        const all = await standings();
        return needsView(deps, {
          trackers: summaries(),
          fleet: needsOf(deps),
          gates: gateNeeds(deps, gateStandings.last()),
          signoffs: signoffNeeds(deps, all, session),
        });
      },
    },
    'bridge.due': { topics: () => ['items', 'trackers', 'day'], read: (input) => dueView(deps, input) },
    'bridge.programmes': {
      topics: () => ['trackers', 'items', 'settings', 'day'],
      read: (input) => programmesView(deps, summaries(), input),
    },
    'bridge.stale': {
      topics: () => ['trackers', 'settings', 'day'],
      read: () => staleView(summaries()),
    },
    'bridge.changes': {
      topics: () => ['changes', 'trackers', 'actors'],
      read: (input) => changesView(deps, input),
    },
    'settings.get': {
      topics: () => ['settings'],
      read: () => ({ rows: [{ id: 'settings', ...readSettings(deps.db.read) }], extra: {} }),
    },
    'actors.list': { topics: () => ['actors'], read: (_input, session) => actorsView(deps, session) },
    'devices.list': { topics: () => ['actors'], read: () => devicesView(deps) },
    'jobs.list': { topics: () => ['jobs'], read: () => ({ rows: deps.jobs.list(), extra: {} }) },
  };
}
