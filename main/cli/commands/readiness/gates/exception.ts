import { type Command, InvalidArgumentError } from 'commander';
import { GateId } from '../../../../../core/domain/readiness/gate/gate-document.ts';
import { ExceptionId } from '../../../../../core/kernel/ids.ts';
import { fail } from '../../../../../core/kernel/result.ts';
import { isIsoDate } from '../../../../../core/kernel/time.ts';
import type { Act } from '../../../act.ts';
import { type CommandContext, done, readView, withEngine } from '../../../context.ts';
import type { ExitCode } from '../../../exit-codes.ts';
import { tableLines } from '../../../output.ts';
import { resolveItem } from '../evidence-items.ts';

interface AddOptions {
  readonly gate: string;
  readonly criterion?: string;
  readonly item?: string;
  readonly owner: string;
  readonly reason: string;
  readonly rollback: string;
  readonly expires: number;
}

/** The end of the day, in UTC: until then it counts. */
export function readDay(text: string): number {
  if (isIsoDate(text)) return Date.parse(`${text}T23:59:59.999Z`);
  throw new InvalidArgumentError('A day like 2026-12-24 is needed.');
}

/** `quarterdeck exception …` */
export function registerException(program: Command, act: Act): void {
  const exception = program
    .command('exception')
    .description('what may be released although a gate says no: by whose word, why, and until when');
  exception
    .command('add')
    .description('approve an exception; whoever answers for it can not approve it')
    .requiredOption('--gate <gate>', 'the gate it is for')
    .option('--criterion <id>', 'only for this criterion')
    .option('--item <item>', 'only for what fails of this item')
    .requiredOption('--owner <name>', 'who answers for it')
    .requiredOption('--reason <text>', 'why it may be released all the same')
    .requiredOption('--rollback <text>', 'what is done where it goes wrong')
    .requiredOption('--expires <day>', 'the last day on which it counts', readDay)
    .action((options: AddOptions, command: Command) =>
      act(command, (context) => addException(context, options)),
    );
  exception
    .command('list')
    .description('exceptions, the newest first, with those that no longer count')
    .option('--gate <gate>', 'for this gate only')
    .action((options: { gate?: string }, command: Command) =>
      act(command, (context) => listExceptions(context, options.gate ?? null)),
    );
  exception
    .command('revoke')
    .description('revoke an exception: it no longer counts, for good')
    .argument('<id>')
    .action((id: string, _options: object, command: Command) =>
      act(command, (context) => revokeException(context, id)),
    );
}

function addException(context: CommandContext, options: AddOptions): Promise<ExitCode> {
  return withEngine(context, { create: false }, async (client) => {
    const { gate, criterion, item, owner, reason, rollback, expires: expiresAt } = options;
    const found = item === undefined ? null : await resolveItem(context, client, null, item);
    if (found !== null && !found.ok) return found;
    const answer = await client.call('exceptions.add', {
      gate,
      criterion: criterion ?? null,
      item: found?.value ?? null,
      owner,
      reason,
      rollback,
      expiresAt,
    });
    if (!answer.ok) return answer;
    context.out.result(answer.value, [answer.value.summary, answer.value.exceptionId]);
    return done;
  });
}

function listExceptions(context: CommandContext, gate: string | null): Promise<ExitCode> {
  return withEngine(context, { create: false }, async (client) => {
    const gateId = gate === null ? null : GateId.safeParse(gate);
    if (gateId?.success === false) return fail('gate.not-found', `There is no gate ${gate}.`);
    const listed = await readView(client, 'exceptions.list', { gateId: gateId?.data ?? null });
    if (!listed.ok) return listed;
    const { rows } = listed.value;
    const lines = tableLines(
      [
        { title: 'State' },
        { title: 'Gate', most: 50 },
        { title: 'Criterion', most: 30 },
        { title: 'Item', most: 30 },
        { title: 'Until' },
        { title: 'Owner', most: 30 },
        { title: 'Approved by', most: 30 },
        { title: 'Reason', most: 60 },
        { title: 'Id' },
      ],
      rows.map((row) => [
        row.state,
        row.gateId,
        row.criterion ?? 'any',
        row.itemTitle ?? 'any',
        new Date(row.expiresAt).toISOString().slice(0, 10),
        row.owner,
        row.approverName,
        row.reason,
        row.id,
      ]),
    );
    context.out.result(rows, rows.length === 0 ? ['No exceptions.'] : lines);
    return done;
  });
}

function revokeException(context: CommandContext, id: string): Promise<ExitCode> {
  return withEngine(context, { create: false }, async (client) => {
    const exceptionId = ExceptionId.safeParse(id);
    if (!exceptionId.success) return fail('exception.not-found', `There is no exception ${id}.`);
    const answer = await client.call('exceptions.revoke', { exceptionId: exceptionId.data });
    if (!answer.ok) return answer;
    context.out.result({ id, summary: answer.value.summary }, [answer.value.summary]);
    return done;
  });
}
