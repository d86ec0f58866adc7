import { AlertRule } from '../../../core/domain/alerts/rules/alert-rule.ts';
import { BUILT_IN_RULES } from '../../../core/domain/alerts/rules/built-in-rules.ts';
import type { EntityKind } from '../../../core/domain/entity-kinds.ts';
import type { AlertId } from '../../../core/kernel/ids.ts';
import type { Patch } from '../../../core/kernel/op.ts';
import { fail, ok, type Result } from '../../../core/kernel/result.ts';
import { readAlert, readAlertRules } from '../../records/alert.ts';
import type { Transaction } from '../../transaction.ts';
import type { WorkspaceDb } from '../../workspace-db.ts';
import { appendOps } from '../append.ts';
import type { Signing } from '../readiness/evidence.ts';

/** Adds a rule, or changes the terms of one that differ from what holds. */
export function saveAlertRule(
  db: WorkspaceDb,
  signing: Signing,
  rule: AlertRule,
): Result<{ readonly isNew: boolean }> {
  return db.write('full', (tx) => {
    const known = readAlertRules(tx.db).find(({ id }) => id === rule.id);
    const { id, ...terms } = rule;
    const before = known === undefined ? {} : AlertRule.omit({ id: true }).parse(known);
    const changed = Object.entries(terms).filter(
      ([name, value]) =>
        JSON.stringify(value) !== JSON.stringify(Object.entries(before).find(([key]) => key === name)?.[1]),
    );
    const patch = Object.fromEntries(changed.map(([name, value]) => [name, { value }]));
    if (known === undefined || changed.length > 0)
      decide(tx, signing, 'alert-rule', id, { ...patch, removed: { value: false } });
    return ok({ isNew: known === undefined });
  });
}

/** A built-in one can't be removed: it is as it came again. */
export function removeAlertRule(db: WorkspaceDb, signing: Signing, id: string): Result<null> {
  return db.write('full', (tx) => {
    const known = readAlertRules(tx.db).find((rule) => rule.id === id);
    if (known === undefined) return noAlertRule(id);
    const builtIn = BUILT_IN_RULES.find((rule) => rule.id === id);
    if (builtIn === undefined) decide(tx, signing, 'alert-rule', id, { removed: { value: true } });
    else if (known.changed) {
      const { id: _id, ...terms } = builtIn;
      decide(
        tx,
        signing,
        'alert-rule',
        id,
        Object.fromEntries(Object.entries(terms).map(([name, value]) => [name, { value }])),
      );
    }
    return ok(null);
  });
}

export interface Taken {
  readonly comment: string;
  readonly until: number | null;
}

/** Says that somebody has taken these alerts on; null: no longer. Those that do not fire are left out. */
export function ackAlerts(
  db: WorkspaceDb,
  signing: Signing,
  ids: readonly AlertId[],
  taken: Taken | null,
): Result<{ readonly changed: readonly AlertId[] }> {
  return db.write('full', (tx) => {
    const firing = ids.filter((id) => readAlert(tx.db, id)?.state === 'firing');
    if (ids.length > 0 && firing.length === 0)
      return fail(
        'alert.not-firing',
        ids.length === 1
          ? 'This alert does not fire. Nothing was changed.'
          : 'None of these alerts fires. Nothing was changed.',
      );
    for (const id of firing)
      decide(tx, signing, 'alert', id, { ack: { value: taken === null ? null : { ...taken } } });
    return ok({ changed: firing });
  });
}

export function noAlertRule(id: string) {
  return fail('alert-rule.not-found', `There is no alert rule ${id}. Nothing was changed.`, { rule: id });
}

function decide(
  tx: Transaction,
  { actorId, sign }: Signing,
  kind: EntityKind,
  id: string,
  patch: Patch,
): void {
  appendOps(tx, { actorId, sign, correlation: tx.id('cr'), ops: [{ entity: { kind, id }, patch }] });
}
