import { expect, it } from 'vitest';
import { compileCondition } from '../../../core/domain/expression/compile.ts';
import { compileRules } from '../../../core/domain/trackers/findings/compile-rules.ts';
import { FINDING_RULES } from '../../../core/domain/trackers/findings/finding-rules.ts';
import { DOCUMENT_SCOPE, ITEM_SCOPE } from '../../../core/domain/trackers/findings/finding-scope.ts';

it('a condition is checked over the names it is compiled for, whatever it was compiled for before', () => {
  const source = 'finished and later > 0';
  const overItems = compileCondition(source, ITEM_SCOPE);
  expect(overItems.ok && overItems.value({ finished: true, later: 2 })).toBe(true);
  expect(compileCondition(source, DOCUMENT_SCOPE)).toMatchObject({
    error: { code: 'expression.unknown-name' },
  });
});

it('a condition that is not true or false is refused', () => {
  expect(compileCondition('later + 1', ITEM_SCOPE)).toMatchObject({ error: { code: 'expression.type' } });
});

it('the built-in rules compile, and one that does not is named', () => {
  expect(compileRules(FINDING_RULES)).toMatchObject({ ok: true });
  const [rule] = FINDING_RULES;
  if (rule === undefined) throw new Error('there are no rules');
  const wrong = { ...rule, id: 'wrong', check: { kind: 'document' as const, where: 'later > 0', at: [] } };
  const refused = compileRules([rule, wrong]);
  expect(refused.ok ? '' : refused.error.message).toMatch(
    /^The rule "wrong" can't be used: There is no name "later"/u,
  );
});
