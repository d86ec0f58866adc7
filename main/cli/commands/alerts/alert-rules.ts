import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parse, stringify } from 'yaml';
import { AlertRule } from '../../../../core/domain/alerts/rules/alert-rule.ts';
import { fail, ok, type Result } from '../../../../core/kernel/result.ts';
import { type CommandContext, done, readView, withEngine } from '../../context.ts';
import { type ExitCode, exitCodes } from '../../exit-codes.ts';
import { tableLines } from '../../output.ts';

export function listAlertRules(context: CommandContext): Promise<ExitCode> {
  return withEngine(context, { create: false }, async (client) => {
    const rules = await readView(client, 'alertRules.list', {});
    if (!rules.ok) return rules;
    const lines = tableLines(
      [
        { title: 'Rule' },
        { title: 'Name', most: 40 },
        { title: 'About' },
        { title: 'Severity' },
        { title: 'When', most: 70 },
        { title: 'For' },
        { title: 'Note' },
      ],
      rules.value.rows.map((rule) => [
        rule.id,
        rule.name,
        rule.about,
        rule.severity,
        rule.when,
        rule.for,
        rule.paused ? 'paused' : rule.changed ? 'changed' : rule.builtIn ? 'built in' : '',
      ]),
    );
    context.out.result(rules.value.rows, lines);
    return done;
  });
}

export function showAlertRule(context: CommandContext, id: string): Promise<ExitCode> {
  return withEngine(context, { create: false }, async (client) => {
    const rules = await readView(client, 'alertRules.list', {});
    if (!rules.ok) return rules;
    const found = rules.value.rows.find((rule) => rule.id === id);
    if (found === undefined)
      return fail('alert-rule.not-found', `There is no alert rule ${id}.`, { rule: id });
    const rule = AlertRule.parse(found);
    context.out.result(rule, stringify(rule).trimEnd().split('\n'));
    return done;
  });
}

export function setAlertRule(context: CommandContext, file: string, checkOnly: boolean): Promise<ExitCode> {
  return withEngine(context, { create: false }, async (client) => {
    const rule = await readRule(resolve(context.cwd, file));
    if (!rule.ok) return rule;
    const checked = await client.call('alertRules.check', { rule: rule.value });
    if (!checked.ok) return checked;
    const { problem, subjects, holds, says } = checked.value;
    if (problem !== null)
      return fail('alert-rule.bad-condition', `${problem} Nothing was changed.`, { rule: rule.value.id });
    if (checkOnly) {
      context.out.result(checked.value, [
        `It holds for ${holds} of ${subjects} now.`,
        ...says.map((line) => `  ${line}`),
      ]);
      return ok(exitCodes.ok);
    }
    const saved = await client.call('alertRules.save', { rule: rule.value });
    if (!saved.ok) return saved;
    context.out.result(saved.value, [saved.value.summary]);
    return done;
  });
}

export function removeAlertRule(context: CommandContext, id: string): Promise<ExitCode> {
  return withEngine(context, { create: false }, async (client) => {
    const answer = await client.call('alertRules.remove', { id });
    if (!answer.ok) return answer;
    context.out.result(answer.value, [answer.value.summary]);
    return done;
  });
}

/** What a rule may leave out is as the built-in ones have it. */
const LEFT_OUT = {
  clearWhen: '',
  for: '0s',
  keepFiringFor: '0s',
  cooldown: '0s',
  noData: 'keep',
  labels: {},
  detail: '',
  paused: false,
};

async function readRule(
  path: string,
): Promise<Result<AlertRule, 'file.missing' | 'alert-rule.bad-condition'>> {
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text === null) return fail('file.missing', `${path} can't be read. Nothing was changed.`, { path });
  let written: unknown;
  try {
    written = parse(text, { maxAliasCount: 0 });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return fail('alert-rule.bad-condition', `${path} is no YAML: ${why}`, { path });
  }
  const given = typeof written === 'object' && written !== null ? written : {};
  const rule = AlertRule.strict().safeParse({ ...LEFT_OUT, ...given });
  if (rule.success) return ok(rule.data);
  const [issue] = rule.error.issues;
  const where = issue?.path.join('.') ?? '';
  return fail(
    'alert-rule.bad-condition',
    `${path} is no alert rule: ${where === '' ? '' : `${where}: `}${issue?.message ?? 'unknown form'}. Nothing was changed.`,
    { path },
  );
}
