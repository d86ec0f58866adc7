import type { OutputOf } from '../../../../core/contract/index.ts';
import type { EvidenceState, EvidenceType } from '../../../../core/domain/readiness/evidence.ts';
import { guardText } from '../../../../core/domain/readiness/measure/guard.ts';
import { EvidenceId } from '../../../../core/kernel/ids.ts';
import { fail } from '../../../../core/kernel/result.ts';
import { utcMinute } from '../../../../core/kernel/time.ts';
import { type CommandContext, done, readView, withEngine } from '../../context.ts';
import type { ExitCode } from '../../exit-codes.ts';
import { tableLines } from '../../output.ts';
import { resolveNames } from '../tracker-items.ts';
import { resolveItem } from './evidence-items.ts';

export interface ListEvidenceOptions {
  readonly state?: EvidenceState;
  readonly type?: EvidenceType;
  readonly withdrawn?: boolean;
  readonly tracker?: string;
}

export function listEvidence(
  context: CommandContext,
  item: string | null,
  { state, type, withdrawn, tracker }: ListEvidenceOptions,
): Promise<ExitCode> {
  const { out } = context;
  return withEngine(context, { create: false }, async (client) => {
    const itemId = item === null ? null : await resolveItem(context, client, tracker ?? null, item);
    if (itemId !== null && !itemId.ok) return itemId;
    const found = tracker === undefined ? null : await resolveNames(client, tracker, null);
    if (found !== null && !found.ok) return found;
    const listed = await readView(client, 'evidence.list', {
      trackerId: found?.value.trackerId ?? null,
      itemId: itemId?.value ?? null,
      state: state ?? null,
      type: type ?? null,
      withdrawn: withdrawn ?? false,
    });
    if (!listed.ok) return listed;
    const { rows, extra } = listed.value;
    const lines = tableLines(
      [
        { title: 'State' },
        { title: 'Type' },
        { title: 'Evidence', most: 60 },
        { title: 'Tier' },
        { title: 'Item', most: 40 },
        { title: 'Tracker', most: 30 },
        { title: 'Verified (UTC)' },
        { title: 'Id' },
      ],
      rows.map((row) => [
        row.state,
        row.type,
        row.where,
        row.tier,
        row.itemGone ? `${row.itemTitle} (gone)` : row.itemTitle,
        row.trackerName,
        row.verification === null ? '' : utcMinute(row.verification.at),
        row.id,
      ]),
    );
    out.result(rows, rows.length === 0 ? ['No evidence.'] : lines);
    if (extra.total > rows.length) out.note(`The newest ${rows.length} of ${extra.total} are listed.`);
    return done;
  });
}

export function showEvidence(context: CommandContext, id: string): Promise<ExitCode> {
  return withEngine(context, { create: false }, async (client) => {
    const evidenceId = EvidenceId.safeParse(id);
    if (!evidenceId.success) return fail('evidence.not-found', `There is no evidence ${id}.`);
    const answer = await client.call('evidence.show', { evidenceId: evidenceId.data });
    if (!answer.ok) return answer;
    context.out.result(answer.value, shownLines(answer.value));
    return done;
  });
}

function shownLines({ row, history }: OutputOf<'evidence.show'>): string[] {
  const { withdrawn, freshDays, guard, rootName, note } = row;
  const counts = freshDays === null ? 'without a limit' : `for ${freshDays} days`;
  return [
    `${row.where}  (${row.type}, ${row.id})`,
    `for ${row.itemTitle} in ${row.trackerName}${rootName === null ? '' : `, in ${rootName}`}`,
    `${row.tier}, a verification counts ${counts}; added by ${row.addedBy}, ${utcMinute(row.addedAt)}`,
    ...(guard === null ? [] : [`held to ${guardText(guard)}`]),
    ...(withdrawn === null ? [] : [`withdrawn by ${withdrawn.by}, ${utcMinute(withdrawn.at)}`]),
    ...(note === '' ? [] : [note]),
    `state: ${row.state}`,
    '',
    ...tableLines(
      [
        { title: 'When (UTC)' },
        { title: 'Result' },
        { title: 'What was found', most: 100 },
        { title: 'Device' },
      ],
      history.map((one) => [utcMinute(one.at), one.result, one.says, one.device]),
    ),
  ];
}
