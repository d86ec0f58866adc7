import { checkExpression } from '../../expression/check.ts';
import { holds, type Names } from '../../expression/evaluate.ts';
import { parseExpression } from '../../expression/parse.ts';
import type { Expression, ExpressionType } from '../../expression/syntax.ts';

const compiled = new Map<string, Expression>();

/** A condition of a rule over a scope. A rule that doesn't check is a bug of whoever wrote the rule: it throws. */
export function condition(
  source: string,
  scope: Readonly<Record<string, ExpressionType>>,
): (names: Names) => boolean {
  let expression = compiled.get(source);
  if (expression === undefined) {
    const parsed = parseExpression(source);
    if (!parsed.ok) throw new Error(`rule condition "${source}": ${parsed.error.message}`);
    const type = checkExpression(parsed.value, scope);
    if (!type.ok || type.value.is !== 'boolean') {
      throw new Error(`rule condition "${source}": ${type.ok ? 'is not true or false' : type.error.message}`);
    }
    expression = parsed.value;
    compiled.set(source, expression);
  }
  const checked = expression;
  return (names) => holds(checked, names);
}
