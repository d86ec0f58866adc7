import { type Command, InvalidArgumentError } from 'commander';
import { durationOf } from '../../../../core/domain/expression/moments.ts';
import type { Act } from '../../act.ts';
import { listAlertRules, removeAlertRule, setAlertRule, showAlertRule } from './alert-rules.ts';
import { ackAlerts, listAlerts, releaseAlerts, showAlert } from './alert-triage.ts';

/** Whole minutes of a length of time. */
function readMinutes(text: string): number {
  const length = durationOf(text);
  if (length !== null && length >= 60_000) return Math.round(length / 60_000);
  throw new InvalidArgumentError('A length of time of a minute or more is needed, such as 30m or 2h.');
}

/** `quarterdeck alert …` */
export function registerAlert(program: Command, act: Act): void {
  const alert = program.command('alert').description('what needs somebody now, and the rules that say so');
  alert
    .command('list')
    .description('alerts that fire, the worst first; exits with 3 when one fires that nobody has taken on')
    .option('--all', 'with those that are pending or have ended')
    .action((options: { all?: boolean }, command: Command) =>
      act(command, (context) => listAlerts(context, options.all ?? false)),
    );
  alert
    .command('show')
    .description('an alert, and what became of it')
    .argument('<id>')
    .action((id: string, _options: object, command: Command) =>
      act(command, (context) => showAlert(context, id)),
    );
  alert
    .command('ack')
    .description('take alerts on, until they end')
    .argument('<id...>')
    .option('--comment <text>', 'what you do about it', '')
    .option('--for <time>', 'only for so long, such as 30m; then they count as open again', readMinutes)
    .action((ids: string[], options: { comment: string; for?: number }, command: Command) =>
      act(command, (context) => ackAlerts(context, ids, options.comment, options.for ?? null)),
    );
  alert
    .command('release')
    .description('let go of alerts that were taken on')
    .argument('<id...>')
    .action((ids: string[], _options: object, command: Command) =>
      act(command, (context) => releaseAlerts(context, ids)),
    );
  const rule = alert.command('rule').description('what raises alerts');
  rule
    .command('list')
    .description('every rule')
    .action((_options: object, command: Command) => act(command, (context) => listAlertRules(context)));
  rule
    .command('show')
    .description('a rule in YAML, as "alert rule set" takes it')
    .argument('<id>')
    .action((id: string, _options: object, command: Command) =>
      act(command, (context) => showAlertRule(context, id)),
    );
  rule
    .command('set')
    .description('add a rule, or change the one of its id')
    .argument('<file>', 'the rule in YAML')
    .option('--check', 'only say what is wrong with it, or what it would say now')
    .action((file: string, options: { check?: boolean }, command: Command) =>
      act(command, (context) => setAlertRule(context, file, options.check ?? false)),
    );
  rule
    .command('remove')
    .description('remove a rule; a built-in one is as it came again')
    .argument('<id>')
    .action((id: string, _options: object, command: Command) =>
      act(command, (context) => removeAlertRule(context, id)),
    );
}
