import { compileRule } from '../../../../core/domain/alerts/rules/compile-rule.ts';
import { ok } from '../../../../core/kernel/result.ts';
import type { Service } from '../../handlers.ts';
import type { AlertDeps } from './alert-deps.ts';

const SENTENCES_SHOWN = 20;

export const checkRule: Service<AlertDeps, 'alertRules.check'> = async ({ alerts }, { rule }) => {
  const compiled = compileRule(rule);
  if (!compiled.ok) return ok({ problem: compiled.error.message, subjects: 0, holds: 0, says: [] });
  const subjects = await alerts.subjects(rule.about);
  const held = subjects.filter((subject) => compiled.value.holds(subject, false) === 'true');
  const says = held.slice(0, SENTENCES_SHOWN).map(({ names }) => compiled.value.summary(names));
  return ok({ problem: null, subjects: subjects.length, holds: held.length, says });
};
