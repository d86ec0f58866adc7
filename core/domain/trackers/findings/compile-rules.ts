import { fail, ok, type Result } from '../../../kernel/result.ts';
import { type Condition, compileCondition } from '../../expression/compile.ts';
import type { ExpressionCode, Scope } from '../../expression/syntax.ts';
import type { FindingCheck, FindingRule } from './finding-rule.ts';
import { DOCUMENT_SCOPE, ITEM_SCOPE } from './finding-scope.ts';

export type CompiledRule = FindingRule<Condition>;

/** Rules ready to be applied, beside their text: what was found depends on nothing else of them. */
export interface RuleSet {
  readonly sources: readonly FindingRule[];
  readonly compiled: readonly CompiledRule[];
}

/** Reads every condition once, over the names of what its rule looks at. The failure names the rule. */
export function compileRules(sources: readonly FindingRule[]): Result<RuleSet, ExpressionCode> {
  const compiled: CompiledRule[] = [];
  for (const rule of sources) {
    const check = compileCheck(rule.check);
    if (!check.ok) {
      const { code, message, facts } = check.error;
      return fail(code, `The rule "${rule.id}" can't be used: ${message}`, { ...facts, rule: rule.id });
    }
    compiled.push({ ...rule, check: check.value });
  }
  return ok({ sources, compiled });
}

function compileCheck(check: FindingCheck): Result<FindingCheck<Condition>, ExpressionCode> {
  if (!('where' in check)) return ok(check);
  const scope: Scope = check.kind === 'document' ? DOCUMENT_SCOPE : ITEM_SCOPE;
  const where = compileCondition(check.where, scope);
  if (!where.ok) return where;
  if (check.kind !== 'claim') return ok({ ...check, where: where.value });
  const claimant = compileCondition(check.claimant, ITEM_SCOPE);
  return claimant.ok ? ok({ ...check, where: where.value, claimant: claimant.value }) : claimant;
}
