import { AlertRule } from '../../../core/domain/alerts/rules/alert-rule.ts';

export type RuleForm = AlertRule;

export const EMPTY_RULE: RuleForm = {
  id: '',
  name: '',
  about: 'hub',
  when: '',
  clearWhen: '',
  for: '1m',
  keepFiringFor: '0s',
  cooldown: '0s',
  noData: 'keep',
  severity: 'warning',
  labels: {},
  summary: '',
  detail: '',
  paused: false,
};

export type RuleProblems = Readonly<Partial<Record<keyof AlertRule, string>>>;

/** The rule that a form says, or what its fields lack. A new one is known by its name. */
export function readRule(form: RuleForm): {
  readonly rule: AlertRule | null;
  readonly problems: RuleProblems;
} {
  const id = form.id === '' ? idOf(form.name) : form.id;
  const read = AlertRule.safeParse({ ...form, id });
  if (read.success) return { rule: read.data, problems: {} };
  const problems: Partial<Record<keyof AlertRule, string>> = {};
  for (const { path, message } of read.error.issues) {
    const name = AlertRule.keyof().safeParse(path[0] === 'id' ? 'name' : path[0]);
    if (name.success) problems[name.data] ??= isEmpty(form[name.data]) ? 'This is needed.' : `${message}.`;
  }
  return { rule: null, problems };
}

function idOf(name: string): string {
  return name
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll(/[^a-z0-9]+/gu, '-')
    .replaceAll(/^-+|-+$/gu, '')
    .slice(0, 64);
}

const isEmpty = (value: unknown): boolean => typeof value === 'string' && value.trim() === '';
