import { checkExpression } from '../../expression/check.ts';
import { holds, type Names } from '../../expression/evaluate.ts';
import { parseExpression } from '../../expression/parse.ts';
import type { Expression, ExpressionType } from '../../expression/syntax.ts';

type Scope = Readonly<Record<string, ExpressionType>>;

/** By scope, then by source: a condition that checks over one scope may name what another lacks. */
const compiled = new WeakMap<Scope, Map<string, Expression>>();

/** A condition of a rule over a scope. A rule that doesn't check is a bug of whoever wrote the rule: it throws. */
export function condition(source: string, scope: Scope): (names: Names) => boolean {
  const ofScope = compiled.get(scope) ?? new Map<string, Expression>();
  compiled.set(scope, ofScope);
  let expression = ofScope.get(source);
  if (expression === undefined) {
    const parsed = parseExpression(source);
    if (!parsed.ok) throw new Error(`rule condition "${source}": ${parsed.error.message}`);
    const type = checkExpression(parsed.value, scope);
    if (!type.ok || type.value.is !== 'boolean') {
      throw new Error(`rule condition "${source}": ${type.ok ? 'is not true or false' : type.error.message}`);
    }
    expression = parsed.value;
    ofScope.set(source, expression);
  }
  const checked = expression;
  return (names) => holds(checked, names);
}
