import type { AlertRow } from '../../../../core/domain/alerts/alert.ts';
import { AlertId } from '../../../../core/kernel/ids.ts';
import { fail, ok, type Result } from '../../../../core/kernel/result.ts';
import { utcMinute } from '../../../../core/kernel/time.ts';
import { type CommandContext, done, readView, withEngine } from '../../context.ts';
import { type ExitCode, exitCodes } from '../../exit-codes.ts';
import { tableLines } from '../../output.ts';

const SHOWN = 500;

export function listAlerts(context: CommandContext, all: boolean): Promise<ExitCode> {
  return withEngine(context, { create: false }, async (client) => {
    const states = all ? (['pending', 'firing', 'resolved'] as const) : (['firing'] as const);
    const alerts = await readView(client, 'alerts.list', { states: [...states], limit: SHOWN });
    if (!alerts.ok) return alerts;
    const { rows, extra } = alerts.value;
    const lines = tableLines(
      [
        { title: 'Severity' },
        { title: 'State' },
        { title: 'Alert', most: 80 },
        { title: 'Since' },
        { title: 'Taken on by', most: 30 },
        { title: 'Id' },
      ],
      rows.map((row) => [row.severity, row.state, row.summary, sinceOf(row), row.ack?.by ?? '', row.id]),
    );
    const more = extra.total > rows.length ? [`${extra.total - rows.length} more are not shown.`] : [];
    const none = all ? 'There are no alerts.' : 'No alert fires.';
    context.out.result({ alerts: rows, ...extra }, rows.length === 0 ? [none] : [...lines, ...more]);
    return ok(extra.unacknowledged > 0 ? exitCodes.refused : exitCodes.ok);
  });
}

export function showAlert(context: CommandContext, id: string): Promise<ExitCode> {
  return withEngine(context, { create: false }, async (client) => {
    const ids = idsOf([id]);
    if (!ids.ok) return ids;
    const [wanted] = ids.value;
    if (wanted === undefined) return noAlert(id);
    const answer = await client.call('alerts.show', { id: wanted });
    if (!answer.ok) return answer;
    const { row, changes } = answer.value;
    const { ack } = row;
    context.out.result(answer.value, [
      row.summary,
      ...(row.detail === '' ? [] : [row.detail]),
      `${row.severity}, ${row.state} since ${sinceOf(row)}`,
      ...(ack === null ? [] : [takenLine(ack)]),
      `Labels: ${Object.entries(row.labels)
        .map(([name, value]) => `${name}=${value}`)
        .join(', ')}`,
      '',
      ...tableLines(
        [{ title: 'When (UTC)' }, { title: 'Became' }, { title: 'It said', most: 100 }],
        changes.map(({ at, became, summary }) => [utcMinute(at), became, summary]),
      ),
    ]);
    return done;
  });
}

export function ackAlerts(
  context: CommandContext,
  given: readonly string[],
  comment: string,
  minutes: number | null,
): Promise<ExitCode> {
  return withEngine(context, { create: false }, async (client) => {
    const ids = idsOf(given);
    if (!ids.ok) return ids;
    const answer = await client.call('alerts.ack', { ids: [...ids.value], comment, minutes });
    if (!answer.ok) return answer;
    context.out.result(answer.value, [answer.value.summary]);
    return done;
  });
}

export function releaseAlerts(context: CommandContext, given: readonly string[]): Promise<ExitCode> {
  return withEngine(context, { create: false }, async (client) => {
    const ids = idsOf(given);
    if (!ids.ok) return ids;
    const answer = await client.call('alerts.release', { ids: [...ids.value] });
    if (!answer.ok) return answer;
    context.out.result(answer.value, [answer.value.summary]);
    return done;
  });
}

function idsOf(given: readonly string[]): Result<readonly AlertId[], 'alert.not-found'> {
  const ids: AlertId[] = [];
  for (const id of given) {
    const read = AlertId.safeParse(id);
    if (!read.success) return noAlert(id);
    ids.push(read.data);
  }
  return ok(ids);
}

function noAlert(id: string) {
  return fail('alert.not-found', `There is no alert ${id}. "quarterdeck alert list" shows their ids.`, {
    alert: id,
  });
}

const sinceOf = ({ since, sinceAtLeast }: AlertRow): string =>
  `${sinceAtLeast ? 'at least ' : ''}${utcMinute(since)} UTC`;

function takenLine({ by, comment, until }: NonNullable<AlertRow['ack']>): string {
  const length = until === null ? '' : ` until ${utcMinute(until)} UTC`;
  return `Taken on by ${by}${length}${comment === '' ? '' : `: ${comment}`}`;
}
