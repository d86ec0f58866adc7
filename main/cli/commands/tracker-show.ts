import type { OutputOf, RowOf } from '../../../core/contract/index.ts';
import { boxSign } from '../../../core/domain/trackers/rows/box-sign.ts';
import { changeSentence } from '../../../core/domain/trackers/text/change-words.ts';
import { fail } from '../../../core/kernel/result.ts';
import { utcMinute } from '../../../core/kernel/time.ts';
import { type CommandContext, done, readView, withEngine } from '../context.ts';
import type { ExitCode } from '../exit-codes.ts';
import { tableLines } from '../output.ts';
import { readItems, resolveNow } from './tracker-items.ts';

export function showTracker(
  context: CommandContext,
  tracker: string,
  item: string | null,
): Promise<ExitCode> {
  const { out } = context;
  return withEngine(context, { create: false }, async (client) => {
    const found = await resolveNow(context, client, tracker, item);
    if (!found.ok) return found;
    const { trackerId, itemId } = found.value;
    if (itemId !== null) {
      const detail = await client.call('trackers.item', { itemId });
      if (!detail.ok) return detail;
      out.result(detail.value, itemLines(detail.value));
      return done;
    }
    const list = await readView(client, 'trackers.list', {});
    if (!list.ok) return list;
    const summary = list.value.rows.find((row) => row.id === trackerId);
    if (summary === undefined) return fail('tracker.not-found', `There is no tracker ${tracker}.`);
    const items = await readItems(client, trackerId);
    if (!items.ok) return items;
    out.result({ ...summary, items: items.value }, [...summaryLines(summary), '', ...itemTable(items.value)]);
    return done;
  });
}

function summaryLines(row: RowOf<'trackers.list'>): string[] {
  const recognised = Object.entries(row.recognised).map(([what, count]) => `${count} ${what}`);
  const lines = [`${row.name}  (${row.id}, read as ${row.profile})`];
  const unknown = row.counts.unknown === 0 ? '' : `, ${row.counts.unknown} unknown`;
  lines.push(`${row.done} of ${row.total} done, ${row.blocked} blocked${unknown}; ${recognised.join(', ')}`);
  if (row.path !== null) lines.push(`file: ${row.path} (${row.fileState})`);
  if (row.fileNote !== null) lines.push(row.fileNote);
  if (row.stale !== null) lines.push(`stale: ${row.stale}`);
  return lines;
}

function itemTable(items: readonly RowOf<'trackers.items'>[]): string[] {
  return tableLines(
    [
      { title: 'Item', most: 56 },
      { title: 'Status', most: 28 },
      { title: 'Due' },
      { title: 'Owner', most: 20 },
      { title: 'Address' },
    ],
    items.map((row) => [
      `${'  '.repeat(row.depth)}${row.title}`,
      row.status === null ? '' : row.status + statusNote(row),
      row.due ?? '',
      row.owner ?? '',
      row.address,
    ]),
  );
}

function statusNote({ state, guess }: RowOf<'trackers.items'>): string {
  if (state === 'unknown') return ' (unknown)';
  return guess ? ' (guess)' : '';
}

/** A box may say more than ticked or not. */
function shown(field: OutputOf<'trackers.item'>['row']['fields'][number]): string {
  const sign = boxSign(field);
  return sign === null ? field.value : `${field.value} [${sign}]`;
}

function itemLines({
  row,
  places,
  moves,
  children,
  dependsOn,
  history,
}: OutputOf<'trackers.item'>): string[] {
  const also = places
    .slice(1)
    .map((place) => `also in ${place.sectionTitle || row.trackerName}, line ${place.line}`);
  const lines = [
    `${row.title}  (${row.address}, ${row.id})`,
    `in ${row.trackerName}, line ${row.line}`,
    ...also,
    '',
  ];
  lines.push(
    ...tableLines(
      [{ title: 'Field' }, { title: 'Value', most: 90 }, { title: '' }],
      row.fields.map((field) => [
        field.name,
        shown(field),
        field.editable ? '' : `locked: ${field.locked ?? 'not editable'}`,
      ]),
    ),
  );
  if (moves.length > 0) lines.push('', `status may become: ${moves.map((move) => move.word).join(', ')}`);
  if (dependsOn.length > 0) lines.push('', `waits for: ${dependsOn.map((one) => one.title).join(', ')}`);
  if (children.length > 0) {
    lines.push(
      '',
      ...children.map((child) => `- ${child.title}${child.status === null ? '' : ` [${child.status}]`}`),
    );
  }
  if (history.length > 0) {
    const rows = history
      .slice(0, 20)
      .map((change) => [utcMinute(change.at), changeSentence(change, null, null)]);
    lines.push('', ...tableLines([{ title: 'When (UTC)' }, { title: 'What happened', most: 160 }], rows));
  }
  return lines;
}
