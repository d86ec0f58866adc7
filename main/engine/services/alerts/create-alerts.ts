import type { EngineOptions } from '../../options.ts';
import type { FleetDeps } from '../fleet/fleet-deps.ts';
import type { Standings } from '../readiness/signoffs/kept-standings.ts';
import type { AlertDeps } from './alert-deps.ts';
import { createAlertWatch } from './alert-watch.ts';
import { createAlertNotices } from './notify-alerts.ts';

export interface Alerts {
  readonly deps: AlertDeps;
  /** Resolves when what was committed until now is judged and told. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

export function createAlerts(
  fleet: FleetDeps,
  standings: Standings,
  { alertTimes, notifications }: Pick<EngineOptions, 'alertTimes' | 'notifications'>,
): Alerts {
  const notices = createAlertNotices(fleet, notifications);
  const alerts = createAlertWatch({
    fleet,
    standings,
    onJudged: (steps) => notices.judged(steps),
    ...(alertTimes === undefined ? {} : { times: alertTimes }),
  });
  return {
    deps: { ...fleet, alerts, notices },
    async settled() {
      await alerts.settled();
      await notices.settled();
    },
    async close() {
      await alerts.close();
      await notices.close();
    },
  };
}
