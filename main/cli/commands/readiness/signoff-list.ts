import type { RowOf } from '../../../../core/contract/index.ts';
import type { SignoffState } from '../../../../core/domain/readiness/signoff/standing.ts';
import { fail } from '../../../../core/kernel/result.ts';
import { utcMinute } from '../../../../core/kernel/time.ts';
import { type CommandContext, done, readView, withEngine } from '../../context.ts';
import type { ExitCode } from '../../exit-codes.ts';
import { tableLines } from '../../output.ts';
import { resolveNames } from '../tracker-items.ts';
import { resolveItem } from './evidence-items.ts';
import type { InTracker } from './signoff-steps.ts';

export interface ListSignoffOptions extends InTracker {
  readonly state?: SignoffState;
  readonly mine?: boolean;
}

export function listSignoffs(
  context: CommandContext,
  { state, mine, tracker }: ListSignoffOptions,
): Promise<ExitCode> {
  const { out } = context;
  return withEngine(context, { create: false }, async (client) => {
    const found = tracker === undefined ? null : await resolveNames(client, tracker, null);
    if (found !== null && !found.ok) return found;
    const listed = await readView(client, 'signoffs.list', {
      trackerId: found?.value.trackerId ?? null,
      state: state ?? null,
      mine: mine ?? false,
    });
    if (!listed.ok) return listed;
    const { rows, extra } = listed.value;
    const lines = tableLines(
      [
        { title: 'State' },
        { title: 'Item', most: 40 },
        { title: 'Tracker', most: 30 },
        { title: 'Roles', most: 50 },
        { title: 'Requested by' },
        { title: 'When (UTC)' },
        { title: 'Why', most: 90 },
      ],
      rows.map((row) => [
        row.state,
        row.itemGone ? `${row.itemTitle} (gone)` : row.itemTitle,
        row.trackerName,
        row.roles.map(({ role, signed }) => (signed === null ? role : `${role} (${signed.by})`)).join(', '),
        row.requested?.by ?? '',
        row.requested === null ? '' : utcMinute(row.requested.at),
        reasonOf(row),
      ]),
    );
    out.result(rows, rows.length === 0 ? ['Nothing was put up.'] : lines);
    if (extra.total > rows.length) out.note(`The newest ${rows.length} of ${extra.total} are listed.`);
    return done;
  });
}

function reasonOf({ because, cell }: Pick<RowOf<'signoffs.list'>, 'because' | 'cell'>): string {
  if (because.length > 0) return because.join(' ');
  return cell.state === 'waiting' ? `Not yet written in the file: ${cell.says ?? ''}` : '';
}

export function showSignoff(
  context: CommandContext,
  item: string,
  { tracker }: InTracker,
): Promise<ExitCode> {
  return withEngine(context, { create: false }, async (client) => {
    const found = await resolveItem(context, client, tracker ?? null, item);
    if (!found.ok) return found;
    const shown = await readView(client, 'signoffs.item', { itemId: found.value });
    if (!shown.ok) return shown;
    const [row] = shown.value.rows;
    if (row === undefined) return fail('item.not-found', `There is no item ${item}.`, { item });
    context.out.result(row, shownLines(row));
    return done;
  });
}

function shownLines(row: RowOf<'signoffs.item'>): string[] {
  const { requested, sinceLast, cell } = row;
  return [
    `${row.itemTitle} in ${row.trackerName}: ${row.state}`,
    ...(requested === null
      ? []
      : [
          `requested by ${requested.by}, ${utcMinute(requested.at)}${row.note === '' ? '' : `: ${row.note}`}`,
        ]),
    ...row.because,
    ...(cell.state === 'waiting' ? [`Signed, not yet written in the file: ${cell.says ?? ''}`] : []),
    ...(cell.state === 'left'
      ? [`Its status was changed to "${row.status ?? ''}" after it was signed off.`]
      : []),
    ...row.reviews.map(({ role, holders, signed }) => {
      const who = holders.length === 0 ? 'any person' : holders.join(', ');
      return `${role}: ${signed === null ? `to be signed by ${who}` : `signed by ${signed.by}, ${utcMinute(signed.at)}`}`;
    }),
    ...(sinceLast === null ? [] : sinceLastLines(sinceLast)),
    ...row.gaps.map(({ id, text, raised, closed }) =>
      closed === null
        ? `open gap ${id}: ${text} (${raised.by})`
        : `closed gap ${id}: ${text} (${raised.by}); ${closed.by}: ${closed.note}`,
    ),
    ...(row.statements.length === 0 ? [] : ['', ...statementLines(row.statements)]),
  ];
}

function sinceLastLines({
  by,
  at,
  fields,
  evidence,
}: NonNullable<RowOf<'signoffs.item'>['sinceLast']>): string[] {
  const changes = [
    ...fields.map(({ field, before, after }) => `${field}: "${before ?? ''}" became "${after ?? ''}"`),
    ...evidence.map(({ where, change }) => `${where}: ${change}`),
  ];
  const what = changes.length === 0 ? 'nothing' : changes.join('; ');
  return [`changed since ${by} signed, ${utcMinute(at)}: ${what}`];
}

function statementLines(statements: RowOf<'signoffs.item'>['statements']): string[] {
  return tableLines(
    [
      { title: 'When (UTC)' },
      { title: 'Signed by' },
      { title: 'Role' },
      { title: 'State' },
      { title: 'Fingerprint' },
      { title: 'Why', most: 90 },
      { title: 'Id' },
    ],
    statements.map((one) => [
      utcMinute(one.signed.at),
      one.signed.by,
      one.role,
      stateOf(one),
      one.fingerprint,
      one.fault?.says ?? (one.takenBack === null ? '' : `${one.takenBack.by} withdrew it.`),
      one.id,
    ]),
  );
}

function stateOf({ counts, fault, takenBack }: RowOf<'signoffs.item'>['statements'][number]): string {
  if (fault !== null) return 'refused';
  if (takenBack !== null) return 'withdrawn';
  return counts ? 'counts' : 'earlier';
}
