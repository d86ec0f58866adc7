import { describe, expect, it } from 'vitest';
import { AlertRule } from '../../../core/domain/alerts/rules/alert-rule.ts';
import { BUILT_IN_RULES } from '../../../core/domain/alerts/rules/built-in-rules.ts';
import { compileRule, type Subject } from '../../../core/domain/alerts/rules/compile-rule.ts';
import { judgeRules, type RuleAlert } from '../../../core/domain/alerts/rules/judge-rules.ts';

const times = { before: 0, toleranceMs: 1000 };
const [first] = BUILT_IN_RULES;
if (first === undefined) throw new Error('there are built-in rules');
const rule: AlertRule = {
  ...first,
  id: 'offline',
  when: 'agents > 0 and connected = 0',
  clearWhen: 'connected > 1',
  keepFiringFor: '0s',
  cooldown: '0s',
  summary: 'None of {agents} agents of {hub} is there',
  detail: '',
};

function compiled(over: Partial<AlertRule> = {}) {
  const made = compileRule({ ...rule, ...over });
  if (!made.ok) throw new Error(made.error.message);
  return made.value;
}

const hub = (name: string, names: Subject['names'], inReach = true): Subject => ({
  labels: { hub: name },
  names: { hub: name, ...names },
  inReach,
  route: '/fleet',
});

function turn(
  subjects: readonly Subject[],
  known: readonly RuleAlert[],
  now: number,
  over: Partial<AlertRule> = {},
) {
  return judgeRules([compiled(over)], subjects, known, { ...times, now }).steps;
}

const alertsOf = (steps: ReturnType<typeof turn>): RuleAlert[] =>
  steps.flatMap(({ key, about, after }) =>
    after === null ? [] : [{ key, ruleId: rule.id, about, standing: after }],
  );

describe('rules', () => {
  it('that are built in all compile, and each has a name of its own', () => {
    for (const one of BUILT_IN_RULES) {
      expect(AlertRule.parse(one)).toEqual(one);
      expect(compileRule(one)).toMatchObject({ ok: true });
    }
    expect(new Set(BUILT_IN_RULES.map(({ id }) => id)).size).toBe(BUILT_IN_RULES.length);
  });

  it('raise an alert for each thing they hold for, and none for the others', () => {
    const steps = turn(
      [hub('a', { agents: 2, connected: 0 }), hub('b', { agents: 2, connected: 1 })],
      [],
      10,
    );
    expect(steps).toMatchObject([
      {
        about: { hub: 'a' },
        after: { state: 'firing' },
        said: { summary: 'None of 2 agents of a is there', value: 2 },
      },
    ]);
  });

  it('let an alert go on until what ends it holds', () => {
    const known = alertsOf(turn([hub('a', { agents: 2, connected: 0 })], [], 10));
    expect(turn([hub('a', { agents: 2, connected: 1 })], known, 20)).toMatchObject([
      { after: { state: 'firing' } },
    ]);
    expect(turn([hub('a', { agents: 2, connected: 2 })], known, 20)).toMatchObject([
      { after: { state: 'resolved' } },
    ]);
  });

  it('end the alert of a thing that is gone', () => {
    const known = alertsOf(turn([hub('a', { agents: 2, connected: 0 })], [], 10));
    expect(turn([], known, 20)).toMatchObject([
      { about: { hub: 'a' }, after: { state: 'resolved' }, said: null },
    ]);
  });

  it('keep the alert of a thing that can’t be asked', () => {
    const known = alertsOf(turn([hub('a', { agents: 2, connected: 0 })], [], 10));
    const away = hub('a', { agents: null, connected: null }, false);
    expect(turn([away], known, 20)).toMatchObject([{ after: { state: 'firing' } }]);
    expect(turn([away], known, 20, { noData: 'resolve' })).toMatchObject([{ after: { state: 'resolved' } }]);
  });

  it('say what in which of their fields can’t work', () => {
    expect(compileRule({ ...rule, when: 'agent > 1' })).toMatchObject({
      error: {
        code: 'alert-rule.bad-condition',
        message: expect.stringContaining('There is no name "agent"'),
      },
    });
    expect(compileRule({ ...rule, clearWhen: 'agents' })).toMatchObject({
      error: { facts: { field: 'clear when' } },
    });
    expect(compileRule({ ...rule, summary: '{agent}' })).toMatchObject({
      error: { code: 'alert-rule.bad-template' },
    });
  });
});
