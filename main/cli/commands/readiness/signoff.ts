import type { Command } from 'commander';
import { Option } from 'commander';
import { SignoffState } from '../../../../core/domain/readiness/signoff/standing.ts';
import type { Act } from '../../act.ts';
import { neededOption, repeatableOption } from '../../repeatable-option.ts';
import { closeGap, listGaps, reopenGap } from './signoff-gaps.ts';
import { type ListSignoffOptions, listSignoffs, showSignoff } from './signoff-list.ts';
import { setPolicy, showPolicy } from './signoff-policy.ts';
import {
  approveItem,
  type InRole,
  type InTracker,
  requestSignoff,
  returnItem,
  withdrawSignoff,
} from './signoff-steps.ts';

const ITEM = ['<item>', 'by id, address or key'] as const;
const TRACKER = ['--tracker <tracker>', 'the tracker of the item'] as const;

const SEQUENCE = `
Whoever has finished an item adds evidence and requests its sign-off. A reviewer, with --as NAME, approves it or returns it
with gaps; closed gaps let it be requested again. Nobody signs what they requested, unless the policy says so. When the last
role is signed, the item's status in its file follows.`;

/** `quarterdeck signoff …` */
export function registerSignoff(program: Command, act: Act): void {
  const signoff = program
    .command('signoff')
    .description('who signed what off, and what they signed')
    .addHelpText('after', SEQUENCE);
  registerSteps(signoff, act);
  signoff
    .command('list')
    .description('items that were ever put up, the newest request first')
    .addOption(new Option('--state <state>', 'only what stands like this').choices(SignoffState.options))
    .option('--mine', 'only what waits for who acts')
    .option('--tracker <tracker>', 'of this tracker only')
    .action((options: ListSignoffOptions, command: Command) =>
      act(command, (context) => listSignoffs(context, options)),
    );
  signoff
    .command('show')
    .description('how one item stands, what was signed, and what has changed since')
    .argument(...ITEM)
    .option(...TRACKER)
    .action((item: string, options: InTracker, command: Command) =>
      act(command, (context) => showSignoff(context, item, options)),
    );
  registerGaps(signoff, act);
  const policy = signoff.command('policy').description('who may sign off what');
  policy
    .command('show')
    .description('the policy in force, as JSON')
    .action((_options: object, command: Command) => act(command, showPolicy));
  policy
    .command('set')
    .description('put the policy of a file into force; holders by name or id')
    .argument('<file>', 'JSON, as "policy show" prints it')
    .action((file: string, _options: object, command: Command) =>
      act(command, (context) => setPolicy(context, file)),
    );
}

function registerSteps(signoff: Command, act: Act): void {
  signoff
    .command('request')
    .description('put an item up to be signed off')
    .argument(...ITEM)
    .addOption(repeatableOption('--role <role>', 'a role to sign in', 'those that the policy requires'))
    .option('--note <text>', 'what reviewers should know')
    .option(...TRACKER)
    .action((item: string, options: InTracker & { role: string[]; note?: string }, command: Command) =>
      act(command, (context) => requestSignoff(context, item, options)),
    );
  signoff
    .command('approve')
    .description('sign an item off; with --as NAME for whom')
    .argument(...ITEM)
    .option('--role <role>', 'the role to sign in, where there are several')
    .option(...TRACKER)
    .action((item: string, options: InRole, command: Command) =>
      act(command, (context) => approveItem(context, item, options)),
    );
  signoff
    .command('return')
    .description('send an item back, with what is missing')
    .argument(...ITEM)
    .addOption(neededOption('--gap <text>', 'what is missing'))
    .option('--role <role>', 'the role to review in, where there are several')
    .option(...TRACKER)
    .action((item: string, options: InRole & { gap: string[] }, command: Command) =>
      act(command, (context) => returnItem(context, item, options)),
    );
  signoff
    .command('withdraw')
    .description('take back what you signed, else the request')
    .argument(...ITEM)
    .option('--request', 'the request, whatever you signed')
    .option('--role <role>', 'only what was signed in this role')
    .option(...TRACKER)
    .action((item: string, options: InRole & { request?: boolean }, command: Command) =>
      act(command, (context) => withdrawSignoff(context, item, options)),
    );
}

function registerGaps(signoff: Command, act: Act): void {
  const gap = signoff.command('gap').description('what reviewers found missing');
  gap
    .command('list')
    .description('gaps, the newest first')
    .argument('[item]', 'of this item only')
    .option('--open', 'only those that are open')
    .option(...TRACKER)
    .action((item: string | undefined, options: InTracker & { open?: boolean }, command: Command) =>
      act(command, (context) => listGaps(context, item ?? null, options)),
    );
  gap
    .command('close')
    .description('say what was done about a gap')
    .argument('<id>')
    .option('--note <text>', 'what was done')
    .action((id: string, options: { note?: string }, command: Command) =>
      act(command, (context) => closeGap(context, id, options.note ?? '')),
    );
  gap
    .command('reopen')
    .description('open a closed gap again')
    .argument('<id>')
    .action((id: string, _options: object, command: Command) =>
      act(command, (context) => reopenGap(context, id)),
    );
}
