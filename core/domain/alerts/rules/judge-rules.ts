import { canonicalJson } from '../../../kernel/canonical-json.ts';
import type { Labels } from '../alert.ts';
import type { AlertRule } from './alert-rule.ts';
import type { CompiledRule, Subject } from './compile-rule.ts';
import { judge, judgeAgainAt, type Standing, type Terms } from './lifecycle.ts';

/** What an alert of a rule is known by, on every device: what it says may change, what it is about may not. */
export function alertKey(ruleId: string, about: Labels): string {
  return canonicalJson({ rule: ruleId, about: { ...about } });
}

export interface RuleAlert {
  readonly key: string;
  readonly ruleId: string;
  /** Of its subject. */
  readonly about: Labels;
  readonly standing: Standing;
}

/** A step of an alert. `subject`: null where what it was about is gone. `after`: null when nothing is kept of it. */
export interface AlertStep {
  readonly key: string;
  readonly rule: AlertRule;
  readonly about: Labels;
  readonly before: Standing | null;
  readonly after: Standing | null;
  readonly said: {
    readonly summary: string;
    readonly detail: string;
    readonly value: number | null;
    readonly route: string | null;
  } | null;
}

export interface JudgedRules {
  readonly steps: readonly AlertStep[];
  /** When one changes by itself; null: none does. */
  readonly nextAt: number | null;
}

export interface JudgeTimes {
  readonly now: number;
  /** When these were judged before; null: never. */
  readonly before: number | null;
  readonly toleranceMs: number;
}

/** One turn of the rules about one kind over all its subjects. `known`: their alerts until now. */
export function judgeRules(
  rules: readonly CompiledRule[],
  subjects: readonly Subject[],
  known: readonly RuleAlert[],
  { now, before, toleranceMs }: JudgeTimes,
): JudgedRules {
  const steps: AlertStep[] = [];
  let nextAt: number | null = null;
  const ofRule = Map.groupBy(known, ({ ruleId }) => ruleId);
  for (const compiled of rules) {
    const { rule, forMs, keepMs, cooldownMs } = compiled;
    const terms: Terms = { forMs, keepMs, cooldownMs, noData: rule.noData, toleranceMs };
    const left = new Map((ofRule.get(rule.id) ?? []).map((alert) => [alert.key, alert]));
    const take = (key: string, about: Labels, was: Standing | null, subject: Subject | null): void => {
      const truth = subject === null ? 'false' : compiled.holds(subject, was?.state === 'firing');
      const after = judge(was, { now, truth, before }, terms);
      const again = judgeAgainAt(after, terms);
      if (again !== null) nextAt = nextAt === null ? again : Math.min(nextAt, again);
      if (after === null && was === null) return;
      const said = subject === null ? null : saidOf(compiled, subject);
      steps.push({ key, rule, about, before: was, after, said });
    };
    for (const subject of subjects) {
      const key = alertKey(rule.id, subject.labels);
      take(key, subject.labels, left.get(key)?.standing ?? null, subject);
      left.delete(key);
    }
    for (const { key, about, standing } of left.values()) take(key, about, standing, null);
  }
  return { steps, nextAt };
}

function saidOf({ summary, detail, value }: CompiledRule, { names, route }: Subject): AlertStep['said'] {
  return { summary: summary(names), detail: detail(names), value: value(names), route };
}
