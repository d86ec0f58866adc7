import { type Command, InvalidArgumentError, Option } from 'commander';
import { Lane, TaskStatus, Tier } from '../../../../core/domain/fleet/tasks/task.ts';
import type { Act } from '../../act.ts';
import { repeatableOption } from '../../repeatable-option.ts';
import { addTask } from './task-add.ts';
import { endTasks, listTasks, maxWindow, type RequeueOptions, requeueAll } from './task-list.ts';
import type { AddOptions } from './task-options.ts';
import { showTask } from './task-show.ts';

function readLimit(text: string): number {
  const limit = Number(text);
  if (Number.isInteger(limit) && limit >= 1 && limit <= maxWindow) return limit;
  throw new InvalidArgumentError(`A number from 1 to ${maxWindow} is needed.`);
}

const NEW_DEADLINE = 'another deadline instead of its own, or "none"';

/** `quarterdeck task …` */
export function registerTask(program: Command, act: Act): void {
  const task = program.command('task').description('tasks for the agents of the fleet');
  task
    .command('add')
    .description('submit a task: what to do, and how to tell that it is done')
    .argument('<description>', 'what to do; "-" reads it from standard input')
    .option('--shell <command>', 'run this command instead of handing the description to a model')
    .option('--note <text>', 'background that is not part of the assignment')
    .addOption(repeatableOption('--context <path>', 'a file to read first'))
    .addOption(repeatableOption('--criterion <text>', 'a success criterion'))
    .addOption(
      repeatableOption(
        '--check <step>',
        'a verification step: file_exists:PATH, test_passes[:COMMAND], git_clean, command_succeeds:COMMAND',
      ),
    )
    .addOption(repeatableOption('--capability <name>', 'what the agent must be able to do'))
    .option('--repository <name>', 'the repository to work in')
    .addOption(new Option('--tier <tier>', 'instead of the inferred one').choices(Tier.options))
    .addOption(new Option('--lane <lane>', 'how urgent it is').choices(Lane.options))
    .option('--retries <n>', 'tries after the first')
    .option('--fix <n>', 'fixes after a failed verification, per try')
    .addOption(repeatableOption('--after <task>', 'wait for this task'))
    .option('--deadline <time>', 'stop it then, e.g. 2026-12-24T18:00, or at the end of a day: 2026-12-24')
    .option('--budget <amount>', 'stop it at this cost, e.g. 2.50 or "2.50 EUR"')
    .option('--tokens <n>', 'stop it at this many tokens')
    .option('--minutes <n>', 'stop it after this much work')
    .option('--agent <name>', 'only this agent')
    .option('--tracker <tracker>', 'the tracker of --item')
    .option('--item <item>', 'the tracker item this is for (address or id)')
    .option('--status <word>', 'propose this status for the item once the task is verified')
    .option('--key <key>', 'submitting again under the same key gives the same task')
    .action((description: string, options: AddOptions, command: Command) =>
      act(command, (context) => addTask(context, description, options)),
    );
  task
    .command('list')
    .description('tasks, newest first')
    .addOption(new Option('--status <status>', 'only those in this state').choices(TaskStatus.options))
    .option('--limit <n>', `at most this many, up to ${maxWindow}`, readLimit, 50)
    .action((options: { status?: string; limit: number }, command: Command) =>
      act(command, (context) => listTasks(context, options.status ?? null, options.limit)),
    );
  task
    .command('show')
    .description('one task: attempts, verification, cost, why it waits')
    .argument('<id>')
    .option('--transcript', 'what its last attempt printed, too')
    .action((id: string, options: { transcript?: boolean }, command: Command) =>
      act(command, (context) => showTask(context, id, options.transcript ?? false)),
    );
  task
    .command('retry')
    .description('put a dead letter back into the queue')
    .argument('<id>')
    .option('--deadline <time>', NEW_DEADLINE)
    .action((id: string, options: RequeueOptions, command: Command) =>
      act(command, (context) => endTasks(context, 'tasks.requeue', [id], options)),
    );
  task
    .command('cancel')
    .description('stop a task; its history stays')
    .argument('<id>')
    .action((id: string, _options: object, command: Command) =>
      act(command, (context) => endTasks(context, 'tasks.cancel', [id])),
    );
}

/** `quarterdeck deadletter …` */
export function registerDeadLetter(program: Command, act: Act): void {
  const letters = program.command('deadletter').description('tasks that were given up');
  letters
    .command('list')
    .description('every dead letter with its reason')
    .action((_options: object, command: Command) =>
      act(command, (context) => listTasks(context, 'dead-letter', maxWindow)),
    );
  letters
    .command('requeue')
    .description('back into the queue, with retries renewed')
    .argument('[ids...]')
    .option('--all', 'all of them')
    .option('--deadline <time>', NEW_DEADLINE)
    .action((ids: readonly string[], options: RequeueOptions & { all?: boolean }, command: Command) =>
      act(command, (context) =>
        options.all === true && ids.length === 0
          ? requeueAll(context, options)
          : endTasks(context, 'tasks.requeue', options.all === true ? [] : ids, options),
      ),
    );
}
