import { type Command, InvalidArgumentError } from 'commander';
import type { RowOf } from '../../../../core/contract/index.ts';
import { STEPS } from '../../../../core/domain/readiness/environment/environment.ts';
import { fail, ok } from '../../../../core/kernel/result.ts';
import { absolutePath } from '../../../../node/files/absolute-path.ts';
import type { Act } from '../../act.ts';
import { type CommandContext, done, readView, withEngine } from '../../context.ts';
import { type ExitCode, exitCodes } from '../../exit-codes.ts';
import { tableLines } from '../../output.ts';

interface SetOptions {
  readonly title?: string;
  readonly position?: number;
  readonly gate?: string;
  readonly folder?: string;
  readonly preview?: string;
  readonly apply?: string;
  readonly canary?: string;
}

const COMMANDS = `
What the commands are told, in their environment: QUARTERDECK_BUNDLE (the archive), QUARTERDECK_BUNDLE_ID,
QUARTERDECK_COMMIT, QUARTERDECK_ENVIRONMENT, QUARTERDECK_STEP, QUARTERDECK_MOVE, and QUARTERDECK_JUNIT: where a JUnit report
can be written. Empty text takes a command, the gate or the folder away.`;

function readPosition(text: string): number {
  const position = Number(text);
  if (Number.isInteger(position) && position >= 0 && position <= 1000) return position;
  throw new InvalidArgumentError('A number from 0 to 1000 is needed.');
}

/** `quarterdeck environment …` */
export function registerEnvironment(program: Command, act: Act): void {
  const environment = program
    .command('environment')
    .description('where bundles are brought to, one after the other');
  environment
    .command('list')
    .description('every environment: what it runs, and which of its commands may be run on this device')
    .action((_options: object, command: Command) => act(command, (context) => listEnvironments(context)));
  environment
    .command('set')
    .description('add an environment, or change what is given of one')
    .argument('<environment>')
    .option('--title <text>')
    .option('--position <n>', 'bundles go from the lower to the higher', readPosition)
    .option('--gate <gate>', 'the gate that lets into it; without one, that of the bundle')
    .option('--folder <folder>', 'where its commands are run')
    .option('--preview <command>', 'shows what would change')
    .option('--apply <command>', 'changes it')
    .option('--canary <command>', 'says whether it works')
    .addHelpText('after', COMMANDS)
    .action((name: string, options: SetOptions, command: Command) =>
      act(command, (context) => setEnvironment(context, name, options)),
    );
  environment
    .command('remove')
    .description('remove an environment; what was moved into it stays in the history')
    .argument('<environment>')
    .action((name: string, _options: object, command: Command) =>
      act(command, (context) => removeEnvironment(context, name)),
    );
  environment
    .command('approve')
    .description('show the commands of an environment, and with --yes let them be run on this device')
    .argument('<environment>')
    .option('--yes', 'approve what is shown')
    .action((name: string, options: { yes?: boolean }, command: Command) =>
      act(command, (context) => approve(context, name, options.yes === true)),
    );
}

function listEnvironments(context: CommandContext): Promise<ExitCode> {
  return withEngine(context, { create: false }, async (client) => {
    const listed = await readView(client, 'environments.list', {});
    if (!listed.ok) return listed;
    const { rows } = listed.value;
    const lines = tableLines(
      [
        { title: 'Environment' },
        { title: 'Title', most: 30 },
        { title: 'Runs' },
        { title: 'Certain' },
        { title: 'Before that' },
        { title: 'Gate', most: 30 },
        { title: 'Commands' },
      ],
      rows.map((row) => [
        row.id,
        row.title,
        row.current ?? '',
        certaintyOf(row),
        row.lastKnownGood ?? '',
        row.gate ?? 'of the bundle',
        row.commands.map(({ step, approved }) => (approved ? step : `${step} (not approved)`)).join(', '),
      ]),
    );
    context.out.result(rows, rows.length === 0 ? ['No environments.'] : lines);
    return done;
  });
}

/** Where nothing was ever promoted there is nothing to be certain of. */
function certaintyOf({ current, unsettled }: RowOf<'environments.list'>): string {
  if (unsettled !== null) return `no: see ${unsettled}`;
  return current === null ? '' : 'yes';
}

function setEnvironment(
  context: CommandContext,
  environmentId: string,
  options: SetOptions,
): Promise<ExitCode> {
  const { title, position, gate, folder } = options;
  return withEngine(context, { create: false }, async (client) => {
    const commands = STEPS.flatMap((step) => {
      const command = options[step];
      return command === undefined ? [] : [[step, command === '' ? null : command] as const];
    });
    const answer = await client.call('environments.save', {
      environmentId,
      ...(title === undefined ? {} : { title }),
      ...(position === undefined ? {} : { position }),
      ...(gate === undefined ? {} : { gate: gate === '' ? null : gate }),
      ...(folder === undefined ? {} : { folder: folder === '' ? null : absolutePath(folder, context.cwd) }),
      ...Object.fromEntries(commands),
    });
    if (!answer.ok) return answer;
    context.out.result(answer.value, [answer.value.summary]);
    return done;
  });
}

function removeEnvironment(context: CommandContext, environmentId: string): Promise<ExitCode> {
  return withEngine(context, { create: false }, async (client) => {
    const answer = await client.call('environments.remove', { environmentId });
    if (!answer.ok) return answer;
    context.out.result(answer.value, [answer.value.summary]);
    return done;
  });
}

function approve(context: CommandContext, environmentId: string, yes: boolean): Promise<ExitCode> {
  const { out } = context;
  return withEngine(context, { create: false }, async (client) => {
    const listed = await readView(client, 'environments.list', {});
    if (!listed.ok) return listed;
    const row = listed.value.rows.find(({ id }) => id === environmentId);
    if (row === undefined) return fail('environment.not-found', `There is no environment ${environmentId}.`);
    const commands = row.commands.map(({ step, command }) => ({ step, command }));
    const where = row.folder ?? (row.rootId === null ? 'an empty folder' : 'no folder of this device');
    const shown = [
      `Run in ${where}, by the system's shell:`,
      ...commands.map(({ step, command }) => `  ${step}: ${command}`),
    ];
    if (commands.length === 0) {
      out.result({ commands }, [`${environmentId} names no commands.`]);
      return done;
    }
    if (!yes) {
      out.result({ commands, folder: row.folder }, [...shown, 'Nothing was approved; with --yes these are.']);
      return ok(exitCodes.refused);
    }
    const answer = await client.call('environments.approve', { environmentId, commands });
    if (!answer.ok) return answer;
    out.result(answer.value, [...shown, answer.value.summary]);
    return done;
  });
}
