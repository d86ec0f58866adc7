import { fail, ok, type Result } from '../../../kernel/result.ts';
import { type Condition, compileCondition, type Names } from '../../expression/compile.ts';
import { durationOf } from '../../expression/moments.ts';
import { parseExpression } from '../../expression/parse.ts';
import type { Expression, Scope } from '../../expression/syntax.ts';
import type { Labels } from '../alert.ts';
import type { AlertRule } from './alert-rule.ts';
import { SUBJECTS } from './alert-subjects.ts';
import { compileTemplate, type Template } from './templates.ts';

/** Something that a rule is about, as it stands now. */
export interface Subject {
  /** As its kind says, by name; they tell its alert from others of the same rule. */
  readonly labels: Labels;
  readonly names: Names;
  /** Where it can't be reached now, a name without a value is unknown rather than none. */
  readonly inReach: boolean;
  readonly route: string | null;
}

export type Truth = 'true' | 'false' | 'unknown';

export interface CompiledRule {
  readonly rule: AlertRule;
  /** Whether it holds for a subject; `firing`: whether its alert fires already, which may take less to go on. */
  readonly holds: (subject: Subject, firing: boolean) => Truth;
  readonly forMs: number;
  readonly keepMs: number;
  readonly cooldownMs: number;
  readonly summary: Template;
  readonly detail: Template;
  /** The number it compares first; null where there is none. */
  readonly value: (names: Names) => number | null;
}

export type RuleFault = 'alert-rule.bad-condition' | 'alert-rule.bad-template';

/** A rule made ready, or what in which of its fields can't work. */
export function compileRule(rule: AlertRule): Result<CompiledRule, RuleFault> {
  const scope: Scope = SUBJECTS[rule.about].names;
  const when = condition('when', rule.when, scope);
  if (!when.ok) return when;
  const clear = rule.clearWhen === '' ? null : condition('clear when', rule.clearWhen, scope);
  if (clear !== null && !clear.ok) return clear;
  const summary = compileTemplate(rule.summary, scope);
  if (!summary.ok) return summary;
  const detail = compileTemplate(rule.detail, scope);
  if (!detail.ok) return detail;
  return ok({
    rule,
    holds: (subject, firing) =>
      firing && clear !== null ? opposite(clear.value.truth(subject)) : when.value.truth(subject),
    forMs: durationOf(rule.for) ?? 0,
    keepMs: durationOf(rule.keepFiringFor) ?? 0,
    cooldownMs: durationOf(rule.cooldown) ?? 0,
    summary: summary.value,
    detail: detail.value,
    value: when.value.number,
  });
}

interface Compiled {
  readonly truth: (subject: Subject) => Truth;
  readonly number: (names: Names) => number | null;
}

function condition(
  field: string,
  source: string,
  scope: Scope,
): Result<Compiled, 'alert-rule.bad-condition'> {
  const compiled = compileCondition(source, scope);
  const parsed = parseExpression(source);
  if (!compiled.ok || !parsed.ok) {
    const why = compiled.ok ? '' : compiled.error.message;
    return fail('alert-rule.bad-condition', `“${field}” can't be read: ${why}`, { field });
  }
  const tree = parsed.value;
  const asked = namesIn(tree);
  const first = firstNumber(tree, scope);
  return ok({
    truth: (subject) => truthOf(compiled.value, asked, subject),
    number: (names) => {
      const value = first === null ? null : names[first];
      return typeof value === 'number' ? value : null;
    },
  });
}

function truthOf(holds: Condition, asked: ReadonlySet<string>, { names, inReach }: Subject): Truth {
  if (holds(names)) return 'true';
  return !inReach && [...asked].some((name) => (names[name] ?? null) === null) ? 'unknown' : 'false';
}

const opposite = (truth: Truth): Truth => (truth === 'true' ? 'false' : truth === 'false' ? 'true' : truth);

/** The names of its subject that an expression asks for. */
function namesIn(tree: Expression): ReadonlySet<string> {
  const found = new Set<string>();
  for (const part of partsOf(tree)) if (part.kind === 'name') found.add(part.name);
  return found;
}

/** What an alert shows beside its sentence: the first number that its condition asks for. */
function firstNumber(tree: Expression, scope: Scope): string | null {
  return [...namesIn(tree)].find((name) => scope[name]?.is === 'number') ?? null;
}

function* partsOf(tree: Expression): Generator<Expression> {
  yield tree;
  for (const part of directPartsOf(tree)) yield* partsOf(part);
}

function directPartsOf(tree: Expression): readonly Expression[] {
  if (tree.kind === 'binary') return [tree.left, tree.right];
  if (tree.kind === 'list') return tree.items;
  if (tree.kind === 'call') return tree.args;
  return 'of' in tree ? [tree.of] : [];
}
