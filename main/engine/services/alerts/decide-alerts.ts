import { compileRule } from '../../../../core/domain/alerts/rules/compile-rule.ts';
import { counted } from '../../../../core/domain/trackers/read/counted.ts';
import { ok } from '../../../../core/kernel/result.ts';
import { ackAlerts, removeAlertRule, saveAlertRule } from '../../../../db/usecases/alerts/decide-alerts.ts';
import type { Service } from '../../handlers.ts';
import { signatureOf } from '../actors/signer.ts';
import type { EngineDeps } from '../engine-deps.ts';

export const ack: Service<EngineDeps, 'alerts.ack'> = async (deps, { ids, comment, minutes }, context) => {
  const sign = await signatureOf(deps, context);
  if (!sign.ok) return sign;
  const until = minutes === null ? null : deps.clock.now() + minutes * 60_000;
  const acked = ackAlerts(deps.db, { actorId: context.actorId, sign: sign.value }, ids, { comment, until });
  if (!acked.ok) return acked;
  const { changed } = acked.value;
  const length = minutes === null ? 'until they end' : `for ${counted(minutes, 'minutes')}`;
  const summary = `${counted(changed.length, 'alerts')} taken on ${changed.length === 1 && minutes === null ? 'until it ends' : length}.`;
  return ok({ changed: [...changed], summary });
};

export const release: Service<EngineDeps, 'alerts.release'> = async (deps, { ids }, context) => {
  const sign = await signatureOf(deps, context);
  if (!sign.ok) return sign;
  const released = ackAlerts(deps.db, { actorId: context.actorId, sign: sign.value }, ids, null);
  if (!released.ok) return released;
  const { changed } = released.value;
  return ok({ changed: [...changed], summary: `Nobody has ${counted(changed.length, 'alerts')} any more.` });
};

export const saveRule: Service<EngineDeps, 'alertRules.save'> = async (deps, { rule }, context) => {
  const compiled = compileRule(rule);
  if (!compiled.ok) return compiled;
  const sign = await signatureOf(deps, context);
  if (!sign.ok) return sign;
  const saved = saveAlertRule(deps.db, { actorId: context.actorId, sign: sign.value }, rule);
  if (!saved.ok) return saved;
  return ok({
    summary: saved.value.isNew ? `The rule “${rule.name}” is added.` : `The rule “${rule.name}” is saved.`,
  });
};

export const removeRule: Service<EngineDeps, 'alertRules.remove'> = async (deps, { id }, context) => {
  const sign = await signatureOf(deps, context);
  if (!sign.ok) return sign;
  const removed = removeAlertRule(deps.db, { actorId: context.actorId, sign: sign.value }, id);
  return removed.ok
    ? ok({ summary: `The rule ${id} is removed, or as it came where it is built in.` })
    : removed;
};
