import { type Command, InvalidArgumentError } from 'commander';
import type { Act } from '../../act.ts';
import { removeSlo, setSlo, validateSlo } from './slo-edit.ts';
import { listPolicies, showHistory, showPolicy } from './slo-show.ts';
import { checkSlo, listSlo, type SloOptions } from './slo-standings.ts';
import { addSloValue, type SloValueOptions, withdrawSloValue } from './slo-value.ts';

function readNumber(text: string): number {
  const number = Number(text);
  if (text.trim() !== '' && Number.isFinite(number)) return number;
  throw new InvalidArgumentError('A number is needed.');
}

/** `quarterdeck slo …` */
export function registerSlo(program: Command, act: Act): void {
  const slo = program.command('slo').description('what a service has to keep, and whether it does');
  const standings = (command: Command): Command =>
    command
      .argument('[policy]', 'of this policy only')
      .option('--stage <stage>', 'at this stage only')
      .option('--profile <profile>', 'by the limits of this profile; without it, by those of the first');
  standings(slo.command('list'))
    .description('how objectives stand, by the values that were read or typed in')
    .action((policy: string | undefined, options: SloOptions, command: Command) =>
      act(command, (context) => listSlo(context, policy ?? null, options)),
    );
  standings(slo.command('check'))
    .description('read all values anew, keep them and judge; exits with 3 when an objective blocks a release')
    .action((policy: string | undefined, options: SloOptions, command: Command) =>
      act(command, (context) => checkSlo(context, policy ?? null, options)),
    );
  slo
    .command('policies')
    .description('every policy')
    .action((_options: object, command: Command) => act(command, (context) => listPolicies(context)));
  slo
    .command('show')
    .description('a policy as it was written')
    .argument('<policy>')
    .action((policy: string, _options: object, command: Command) =>
      act(command, (context) => showPolicy(context, policy)),
    );
  slo
    .command('history')
    .description('the values of an objective over time')
    .argument('<policy>')
    .argument('<objective>')
    .requiredOption('--stage <stage>', 'at this stage')
    .option('--profile <profile>', 'by the limits of this profile')
    .action(
      (policy: string, objective: string, options: { stage: string; profile?: string }, command: Command) =>
        act(command, (context) => showHistory(context, policy, objective, options)),
    );
  slo
    .command('validate')
    .description('say what is wrong with a policy; keeps nothing')
    .argument('<file>', 'the policy in YAML, or SLOs in OpenSLO')
    .action((file: string, _options: object, command: Command) =>
      act(command, (context) => validateSlo(context, file)),
    );
  slo
    .command('set')
    .description('keep a policy under the name in it, or another version of it')
    .argument('<file>', 'the policy in YAML, or SLOs in OpenSLO')
    .action((file: string, _options: object, command: Command) =>
      act(command, (context) => setSlo(context, file)),
    );
  slo
    .command('remove')
    .description('remove a policy; its values are kept')
    .argument('<policy>')
    .action((policy: string, _options: object, command: Command) =>
      act(command, (context) => removeSlo(context, policy)),
    );
  const value = slo.command('value').description('values that somebody typed in');
  value
    .command('add')
    .description('type in a value, with the evidence that proves it')
    .argument('<policy>')
    .argument('<objective>')
    .argument('<value>', 'a number', readNumber)
    .requiredOption('--stage <stage>', 'at this stage')
    .requiredOption('--evidence <id>', 'what proves it; it counts as long as that is verified')
    .option('--measured <time>', 'when it was measured, ISO 8601; without it, now')
    .option('--note <text>', 'how it was found')
    .action((policy: string, objective: string, number: number, options: SloValueOptions, command: Command) =>
      act(command, (context) => addSloValue(context, policy, objective, number, options)),
    );
  value
    .command('withdraw')
    .description('withdraw a value that was typed in: it no longer counts')
    .argument('<id>')
    .action((id: string, _options: object, command: Command) =>
      act(command, (context) => withdrawSloValue(context, id)),
    );
}
