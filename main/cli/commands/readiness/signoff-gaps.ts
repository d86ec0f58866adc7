import { GapId } from '../../../../core/kernel/ids.ts';
import { fail } from '../../../../core/kernel/result.ts';
import { utcMinute } from '../../../../core/kernel/time.ts';
import { type CommandContext, done, readView, withEngine } from '../../context.ts';
import type { ExitCode } from '../../exit-codes.ts';
import { tableLines } from '../../output.ts';
import { resolveNames } from '../tracker-items.ts';
import { resolveItem } from './evidence-items.ts';
import type { InTracker } from './signoff-steps.ts';

export function listGaps(
  context: CommandContext,
  item: string | null,
  { open, tracker }: InTracker & { readonly open?: boolean },
): Promise<ExitCode> {
  const { out } = context;
  return withEngine(context, { create: false }, async (client) => {
    const itemId = item === null ? null : await resolveItem(context, client, tracker ?? null, item);
    if (itemId !== null && !itemId.ok) return itemId;
    const found = tracker === undefined ? null : await resolveNames(client, tracker, null);
    if (found !== null && !found.ok) return found;
    const listed = await readView(client, 'signoffs.gaps', {
      trackerId: found?.value.trackerId ?? null,
      itemId: itemId?.value ?? null,
      open: open === true ? true : null,
    });
    if (!listed.ok) return listed;
    const { rows, extra } = listed.value;
    const lines = tableLines(
      [
        { title: 'State' },
        { title: 'Gap', most: 70 },
        { title: 'Role' },
        { title: 'Item', most: 40 },
        { title: 'Raised by' },
        { title: 'When (UTC)' },
        { title: 'Id' },
      ],
      rows.map((row) => [
        row.closed === null ? 'open' : 'closed',
        row.text,
        row.role,
        row.itemTitle,
        row.raised.by,
        utcMinute(row.raised.at),
        row.id,
      ]),
    );
    out.result(rows, rows.length === 0 ? ['No gaps.'] : lines);
    if (extra.total > rows.length) out.note(`The newest ${rows.length} of ${extra.total} are listed.`);
    return done;
  });
}

export function closeGap(context: CommandContext, id: string, note: string): Promise<ExitCode> {
  return decide(context, id, note);
}

export function reopenGap(context: CommandContext, id: string): Promise<ExitCode> {
  return decide(context, id, null);
}

/** `note`: null opens it again. */
function decide(context: CommandContext, id: string, note: string | null): Promise<ExitCode> {
  return withEngine(context, { create: false }, async (client) => {
    const gapId = GapId.safeParse(id);
    if (!gapId.success) return fail('gap.not-found', `There is no gap ${id}.`);
    const answer =
      note === null
        ? await client.call('signoffs.reopenGap', { gapId: gapId.data })
        : await client.call('signoffs.closeGap', { gapId: gapId.data, note });
    if (!answer.ok) return answer;
    context.out.result({ id, summary: answer.value.summary }, [answer.value.summary]);
    return done;
  });
}
