import type { RowOf } from '../../../core/contract/index.ts';
import { type Severity, severities } from '../../../core/domain/alerts/alert.ts';
import type { Mark } from '../../ui/marks/mark.ts';
import { formatCount, formatShown } from '../../ui/text/format.ts';

export type Alert = RowOf<'alerts.list'>;
export type AlertRule = RowOf<'alertRules.list'>;

export const SEVERITY_WORDS: Readonly<Record<Severity, string>> = {
  critical: 'Critical',
  warning: 'Warning',
  info: 'For information',
};

export const SEVERITY_MARKS = {
  critical: 'blocked',
  warning: 'at-risk',
  info: 'planned',
} as const satisfies Readonly<Record<Severity, Mark>>;

export interface AlertGroup {
  readonly id: string;
  readonly title: string;
  readonly alerts: readonly Alert[];
}

/** By rule, in the order they come in: a group stands where the worst of it does. */
export function groupAlerts(
  alerts: readonly Alert[],
  rules: readonly Pick<AlertRule, 'id' | 'name'>[],
): readonly AlertGroup[] {
  const names = new Map(rules.map(({ id, name }) => [id, name]));
  const groups = Map.groupBy(alerts, ({ labels }) => labels['alertname'] ?? '');
  return [...groups].map(([id, rows]) => ({ id, title: names.get(id) ?? id, alerts: rows }));
}

/** "2 critical, 5 warnings"; and of how many where only some are shown. */
export function alertsFact(alerts: readonly Alert[], total: number): string {
  const count = (severity: Severity): number => alerts.filter((alert) => alert.severity === severity).length;
  const words = severities
    .filter((severity) => count(severity) > 0)
    .map((severity) =>
      severity === 'warning'
        ? formatCount(count(severity), 'warning')
        : `${count(severity)} ${SEVERITY_WORDS[severity].toLowerCase()}`,
    )
    .join(', ');
  return alerts.length < total ? `${formatShown(alerts.length, total, 'worst', 'alert')}: ${words}` : words;
}
