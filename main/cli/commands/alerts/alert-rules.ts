import { readRuleText, ruleText } from '../../../../core/domain/alerts/rules/rule-text.ts';
import { DOCUMENT_CHARACTERS_MAX } from '../../../../core/domain/readiness/yaml-document.ts';
import { fail, ok } from '../../../../core/kernel/result.ts';
import { type CommandContext, done, readView, withEngine } from '../../context.ts';
import { type ExitCode, exitCodes } from '../../exit-codes.ts';
import { tableLines } from '../../output.ts';
import { readText } from '../readiness/gates/gate-files.ts';

const BYTES_MAX = 4 * DOCUMENT_CHARACTERS_MAX;

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
    context.out.result(found, ruleText(found).trimEnd().split('\n'));
    return done;
  });
}

export function setAlertRule(context: CommandContext, file: string, checkOnly: boolean): Promise<ExitCode> {
  return withEngine(context, { create: false }, async (client) => {
    const text = readText(context, file, BYTES_MAX);
    if (!text.ok) return text;
    const rule = readRuleText(text.value);
    if (!rule.ok) {
      const faults = rule.problems.map(({ line, says }) => `line ${line}: ${says}`).join(' ');
      return fail('alert-rule.bad-condition', `${file} is no alert rule: ${faults} Nothing was changed.`, {
        file,
      });
    }
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
