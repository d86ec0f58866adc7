import { counted } from '../../../../core/domain/trackers/read/counted.ts';
import { ok } from '../../../../core/kernel/result.ts';
import { type CommandContext, withEngine } from '../../context.ts';
import { type ExitCode, exitCodes } from '../../exit-codes.ts';
import { tableLines } from '../../output.ts';
import { resolveNames } from '../tracker-items.ts';
import { resolveItems } from './evidence-items.ts';

export function verifyEvidence(
  context: CommandContext,
  items: readonly string[],
  tracker: string | null,
): Promise<ExitCode> {
  return withEngine(context, { create: false }, async (client) => {
    const found = tracker === null ? null : await resolveNames(client, tracker, null);
    if (found !== null && !found.ok) return found;
    const ids = await resolveItems(context, client, tracker, items);
    if (!ids.ok) return ids;
    const answer = await client.call('evidence.verify', {
      what:
        items.length === 0
          ? { of: 'tracker', trackerId: found?.value.trackerId ?? null }
          : { of: 'items', ids: [...ids.value] },
    });
    if (!answer.ok) return answer;
    const { verified, others, rows } = answer.value;
    const lines = tableLines(
      [
        { title: 'Result' },
        { title: 'Evidence', most: 60 },
        { title: 'Item', most: 40 },
        { title: 'What was found', most: 100 },
        { title: 'Id' },
      ],
      rows.map((row) => [row.result, row.where, row.itemTitle, row.says, row.evidenceId]),
    );
    const sum = `${verified} of ${counted(rows.length, 'pieces of evidence')} verified`;
    context.out.result(answer.value, rows.length === 0 ? ['No evidence.'] : [...lines, sum]);
    return ok(others === 0 ? exitCodes.ok : exitCodes.refused);
  });
}
