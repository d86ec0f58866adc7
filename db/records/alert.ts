import { hash } from 'node:crypto';
import type { AlertSource, Labels } from '../../core/domain/alerts/alert.ts';
import { AlertRule, type AlertRuleRow } from '../../core/domain/alerts/rules/alert-rule.ts';
import { BUILT_IN_RULES } from '../../core/domain/alerts/rules/built-in-rules.ts';
import type { Standing } from '../../core/domain/alerts/rules/lifecycle.ts';
import { canonicalJson } from '../../core/kernel/canonical-json.ts';
import { AlertId } from '../../core/kernel/ids.ts';
import type { Reader } from '../handle.ts';
import { alertTermsJson, labelsJson } from '../json-columns.ts';

/** An alert as it is stored; JSON columns are versioned. */
export interface StoredAlert {
  readonly id: AlertId;
  readonly source: string;
  readonly key: string;
  readonly about: string;
  readonly labels: string;
  readonly severity: string;
  readonly state: 'pending' | 'firing' | 'resolved';
  readonly summary: string;
  readonly detail: string;
  readonly value: number | null;
  readonly route: string | null;
  readonly since: number;
  readonly sinceAtLeast: number;
  readonly firedAt: number | null;
  readonly endingSince: number | null;
  readonly resolvedAt: number | null;
}

/** The same on every device that judges the same thing, so that an ack of one counts on the others. */
export function alertIdOf(source: AlertSource, about: Labels): AlertId {
  const text = canonicalJson({ source: { ...source }, about: { ...about } });
  return AlertId.parse(`al_${hash('sha256', text, 'base64url').slice(0, 32)}`);
}

/** Built-in rules as they were changed, then those that people added, without the removed ones. */
export function readAlertRules(db: Reader): readonly AlertRuleRow[] {
  const set = db.all<{ id: string; terms: string; removed: number }>(
    'SELECT id, terms, removed FROM alert_rule ORDER BY id',
  );
  const changed = new Map(set.map((row) => [row.id, row.terms]));
  const builtIn = BUILT_IN_RULES.map((rule) => {
    const terms = changed.get(rule.id);
    const now = terms === undefined ? null : withTerms(rule, terms);
    return { ...(now ?? rule), builtIn: true, changed: now !== null };
  });
  const known = new Set(builtIn.map(({ id }) => id));
  const own = set.flatMap(({ id, terms, removed }) => {
    const rule = removed === 1 || known.has(id) ? null : withTerms({ id }, terms);
    return rule === null ? [] : [{ ...rule, builtIn: false, changed: false }];
  });
  return [...builtIn, ...own];
}

/** Null where what is set is not a whole rule. */
function withTerms(rule: Partial<AlertRule>, stored: string): AlertRule | null {
  const terms = alertTermsJson.read(stored);
  const whole = AlertRule.safeParse({ ...rule, ...(terms.ok ? terms.value : {}) });
  return whole.success ? whole.data : null;
}

export const ALERT_COLUMNS = `a.id, a.source, a.key, a.about, a.labels, a.severity, a.state, a.summary, a.detail, a.value, a.route, a.since,
  a.since_at_least AS sinceAtLeast, a.fired_at AS firedAt, a.ending_since AS endingSince, a.resolved_at AS resolvedAt`;

export function readAlerts(db: Reader): readonly StoredAlert[] {
  return db.all<StoredAlert>(`SELECT ${ALERT_COLUMNS} FROM alert a ORDER BY a.since, a.id`);
}

export function readAlert(db: Reader, id: string): StoredAlert | null {
  return db.get<StoredAlert>(`SELECT ${ALERT_COLUMNS} FROM alert a WHERE a.id = ?`, id);
}

export function labelsOf(text: string): Labels {
  const labels = labelsJson.read(text);
  return labels.ok ? labels.value : {};
}

export function standingOf(row: StoredAlert): Standing {
  const { since, firedAt, endingSince, resolvedAt } = row;
  const sinceAtLeast = row.sinceAtLeast === 1;
  if (row.state === 'resolved') return { state: 'resolved', resolvedAt: resolvedAt ?? since };
  return row.state === 'pending'
    ? { state: 'pending', since, sinceAtLeast }
    : { state: 'firing', since, sinceAtLeast, firedAt: firedAt ?? since, endingSince };
}

/** When the rules of this device were last judged; null: never. */
export function lastJudgedAt(db: Reader): number | null {
  return db.value<number>('SELECT at FROM alert_judged');
}
