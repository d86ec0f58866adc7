import type { Command } from 'commander';
import { costText } from '../../../../core/domain/fleet/money/money-text.ts';
import { fail, ok } from '../../../../core/kernel/result.ts';
import type { Act } from '../../act.ts';
import { type CommandContext, done, readView, withEngine } from '../../context.ts';
import { type ExitCode, exitCodeOf, exitCodes } from '../../exit-codes.ts';
import { untilShutdownSignal } from '../../shutdown-signal.ts';

/** `quarterdeck hub …` */
export function registerHub(program: Command, act: Act): void {
  const hub = program.command('hub').description('the hub in this workspace that agents connect to');
  hub
    .command('status')
    .description('whether it listens, and what the fleet is doing')
    .action((_options: object, command: Command) => act(command, showStatus));
  hub
    .command('demo')
    .description('run three real sidecars on small real tasks in a temporary folder')
    .option('--stop', 'stop them and remove every trace')
    .action((options: { stop?: boolean }, command: Command) =>
      act(command, (context) => (options.stop === true ? stopSample(context) : runSample(context))),
    );
}

function showStatus(context: CommandContext): Promise<ExitCode> {
  return withEngine(context, { create: false }, async (client) => {
    const found = await readView(client, 'hub.status', {});
    if (!found.ok) return found;
    const [status] = found.value.rows;
    if (status === undefined) return fail('hub.off', 'This workspace has no hub.');
    const facts: readonly (readonly [string, string])[] = [
      ['Hub', status.url === null ? status.state : `${status.state} at ${status.url}`],
      ['Note', status.note ?? ''],
      ['Agents', `${status.connected} of ${status.agents} connected`],
      ['Tasks', `${status.queued} queued, ${status.running} running, ${status.deadLetters} dead letters`],
      ['Proposals', status.proposals === 0 ? '' : `${status.proposals} wait for an answer`],
      ['Cost today', costText(status.costToday, status.unpricedToday)],
      ['Sample', status.sample.state === 'off' ? '' : status.sample.state],
    ];
    context.out.result(
      status,
      facts.filter(([, value]) => value !== '').map(([name, value]) => `${name.padEnd(11)} ${value}`),
    );
    return ok(exitCodes.ok);
  });
}

/** Where an app or `serve` runs the hub, the sample runs there. Else it runs here, until it is stopped. */
function runSample(context: CommandContext): Promise<ExitCode> {
  const shutdown = untilShutdownSignal();
  return withEngine(context, { create: true, hub: true }, async (client, { hosting }) => {
    const started = await client.call('hub.startSample', {});
    if (!started.ok) return started;
    context.out.result(started.value, [started.value.summary]);
    if (!hosting) return done;
    context.out.note('The hub runs in this command; Ctrl-C ends it and removes the sample fleet.');
    await shutdown;
    const stopped = await client.call('hub.stopSample', {});
    // The result was given already, and there is one only.
    context.out.note(stopped.ok ? stopped.value.summary : stopped.error.message);
    return ok(stopped.ok ? exitCodes.ok : exitCodeOf(stopped.error.code));
  });
}

function stopSample(context: CommandContext): Promise<ExitCode> {
  return withEngine(context, { create: false }, async (client) => {
    const stopped = await client.call('hub.stopSample', {});
    if (!stopped.ok) return stopped;
    context.out.result(stopped.value, [stopped.value.summary]);
    return done;
  });
}
