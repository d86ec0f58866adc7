import type { CallsNamed, Services } from '../handlers.ts';
import type { AlertDeps } from '../services/alerts/alert-deps.ts';
import { showAlert } from '../services/alerts/alert-views.ts';
import { checkRule } from '../services/alerts/check-rule.ts';
import { ack, release, removeRule, saveRule } from '../services/alerts/decide-alerts.ts';

export const alertCalls: Services<AlertDeps, CallsNamed<'alerts' | 'alertRules'>> = {
  'alerts.show': showAlert,
  'alerts.ack': ack,
  'alerts.release': release,
  'alertRules.check': checkRule,
  'alertRules.save': saveRule,
  'alertRules.remove': removeRule,
};
