import { AlertId } from '../../../../core/kernel/ids.ts';
import { fail, ok } from '../../../../core/kernel/result.ts';
import {
  alertChanges,
  countAlerts,
  findAlert,
  listAlerts,
} from '../../../../db/readers/alerts/alert-list.ts';
import { listAlertDeliveries } from '../../../../db/readers/alerts/open-groups.ts';
import { readAlertRules } from '../../../../db/records/alert.ts';
import type { Service, ViewHandler } from '../../handlers.ts';
import type { EngineDeps } from '../engine-deps.ts';
import type { AlertDeps } from './alert-deps.ts';

const CHANGES_SHOWN = 200;

/** "None" is only said once everything was judged. */
export function alertsView({ db, clock, alerts, notices }: AlertDeps): ViewHandler<'alerts.list'> {
  return {
    topics: () => ['alerts', 'actors'],
    async read(input) {
      await alerts.begun;
      const now = clock.now();
      const { rows, total } = listAlerts(db.read, input, now);
      return {
        rows: [...rows],
        extra: {
          total,
          ...countAlerts(db.read, now),
          judgedAt: alerts.judgedAt(),
          ...notices.channel.state(),
        },
      };
    },
  };
}

export function alertRulesView({ db }: EngineDeps): ViewHandler<'alertRules.list'> {
  return {
    topics: () => ['alert-rules'],
    read: () => ({ rows: [...readAlertRules(db.read)], extra: {} }),
  };
}

export const showAlert: Service<EngineDeps, 'alerts.show'> = ({ db, clock }, { id }) => {
  const row = findAlert(db.read, id, clock.now());
  if (row === null) return fail('alert.not-found', `There is no alert ${id} any more.`, { alert: id });
  return ok({ row, changes: [...alertChanges(db.read, AlertId.parse(id), CHANGES_SHOWN)] });
};

export const alertDeliveries: Service<EngineDeps, 'alerts.deliveries'> = ({ db }, { limit }) =>
  ok({ deliveries: [...listAlertDeliveries(db.read, limit)] });
