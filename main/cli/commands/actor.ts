import type { Command } from 'commander';
import type { RowOf } from '../../../core/contract/index.ts';
import { actorNameKey } from '../../../core/domain/actor-name.ts';
import { fail, ok } from '../../../core/kernel/result.ts';
import type { Act } from '../act.ts';
import { type CommandContext, done, promptHidden, readView, withEngine } from '../context.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { oneLine, tableLines } from '../output.ts';

/** `quarterdeck actor …` */
export function registerActor(program: Command, act: Act): void {
  const actor = program.command('actor').description('who may act in this workspace: names with keys');
  actor
    .command('list')
    .description('every actor with the fingerprint of its key')
    .action((_options: object, command: Command) => act(command, listActors));
  actor
    .command('add')
    .description('enrol a new key under a name')
    .argument('<name>')
    .option(
      '--passphrase',
      'the key opens with a passphrase of its own (asked for, or QUARTERDECK_ACTOR_PASSPHRASE)',
    )
    .action((name: string, options: { passphrase?: boolean }, command: Command) =>
      act(command, (context) => addActor(context, name, options.passphrase ?? false)),
    );
  actor
    .command('rotate')
    .description('give somebody a new key; the old one is revoked, what it signed stays checkable')
    .argument('<name>')
    .option(
      '--passphrase',
      'the new key opens with a passphrase (asked for, or QUARTERDECK_ACTOR_NEW_PASSPHRASE); always so where the old one did',
    )
    .action((name: string, options: { passphrase?: boolean }, command: Command) =>
      act(command, (context) => rotateActor(context, name, options.passphrase ?? false)),
    );
  actor
    .command('revoke')
    .description('revoke an actor’s key; what it did stays')
    .argument('<name>')
    .action((name: string, _options: object, command: Command) =>
      act(command, (context) => revokeActor(context, name)),
    );
}

function listActors(context: CommandContext): Promise<ExitCode> {
  return withEngine(context, { create: false }, async (client) => {
    const actors = await readView(client, 'actors.list', {});
    if (!actors.ok) return actors;
    const { rows } = actors.value;
    const lines = tableLines(
      [
        { title: 'Name', most: 40 },
        { title: 'Kind' },
        { title: 'Unlocked by' },
        { title: 'State' },
        { title: 'Fingerprint' },
        { title: 'Id' },
      ],
      rows.map((row) => [
        row.name,
        row.kind,
        row.unlock === 'system' ? 'system user' : 'passphrase',
        stateOf(row, rows),
        row.fingerprint,
        row.id,
      ]),
    );
    context.out.result(rows, lines);
    return ok(exitCodes.ok);
  });
}

function stateOf(
  { id, revokedAt, current }: RowOf<'actors.list'>,
  rows: readonly RowOf<'actors.list'>[],
): string {
  if (revokedAt === null) return current ? 'current' : 'enrolled';
  return rows.some(({ replaces }) => replaces === id) ? 'replaced' : 'revoked';
}

/** As the person themselves: both keys have to agree. */
function rotateActor(context: CommandContext, name: string, sealed: boolean): Promise<ExitCode> {
  const { out, env } = context;
  return withEngine({ ...context, as: name }, { create: false }, async (client) => {
    const actors = await readView(client, 'actors.list', {});
    if (!actors.ok) return actors;
    const unlock = actors.value.rows.find(({ current }) => current)?.unlock;
    let passphrase: string | null = null;
    if (sealed || unlock === 'passphrase') {
      passphrase = env['QUARTERDECK_ACTOR_NEW_PASSPHRASE'] ?? null;
      if (passphrase === null && context.interactive)
        passphrase = await promptHidden(`New passphrase of ${name}: `);
      if (passphrase === null) {
        const text =
          'A new passphrase is needed and nobody is there to type it. Set QUARTERDECK_ACTOR_NEW_PASSPHRASE. Nothing was changed.';
        return fail('actor.passphrase-weak', text);
      }
    }
    const answer = await client.call('actors.rotate', { passphrase });
    if (!answer.ok) return answer;
    out.result(answer.value, [oneLine(`${name}: ${answer.value.fingerprint} (${answer.value.actorId})`)]);
    return done;
  });
}

async function addActor(context: CommandContext, name: string, sealed: boolean): Promise<ExitCode> {
  const { out, env } = context;
  let passphrase: string | null = null;
  if (sealed) {
    passphrase = env['QUARTERDECK_ACTOR_PASSPHRASE'] ?? null;
    if (passphrase === null && context.interactive)
      passphrase = await promptHidden(`New passphrase of ${name}: `);
    if (passphrase === null) {
      const text =
        'A passphrase is needed and nobody is there to type it. Set QUARTERDECK_ACTOR_PASSPHRASE. Nothing was added.';
      out.failure(fail('actor.passphrase-weak', text).error);
      return exitCodes.usage;
    }
  }
  return withEngine(context, { create: true }, async (client) => {
    const answer = await client.call('actors.add', { name, passphrase });
    if (!answer.ok) return answer;
    out.result(answer.value, [oneLine(`${name}: ${answer.value.fingerprint} (${answer.value.actorId})`)]);
    return done;
  });
}

function revokeActor(context: CommandContext, name: string): Promise<ExitCode> {
  return withEngine(context, { create: false }, async (client) => {
    const actors = await readView(client, 'actors.list', {});
    if (!actors.ok) return actors;
    const wanted = actorNameKey(name);
    const fits = actors.value.rows.filter((row) => row.id === name || actorNameKey(row.name) === wanted);
    const actor = fits.find((row) => row.revokedAt === null) ?? fits[0];
    if (actor === undefined)
      return fail('actor.not-found', `There is no actor ${name}. Nothing was changed.`, { name });
    const answer = await client.call('actors.revoke', { actorId: actor.id });
    if (!answer.ok) return answer;
    context.out.result({ actorId: actor.id }, [`${actor.name} can no longer act.`]);
    return done;
  });
}
