import { fail } from '../../../core/kernel/result.ts';
import { type CommandContext, done, withEngine } from '../context.ts';
import type { ExitCode } from '../exit-codes.ts';
import { fieldCalled } from './field-called.ts';
import { resolveNow } from './tracker-items.ts';

export interface FieldChange {
  readonly tracker: string;
  readonly item: string;
  readonly field: string;
  readonly value: string;
}

export function setField(context: CommandContext, change: FieldChange): Promise<ExitCode> {
  return withEngine(context, { create: false }, async (client) => {
    const found = await resolveNow(context, client, change.tracker, change.item);
    if (!found.ok) return found;
    const { trackerId, itemId } = found.value;
    if (itemId === null)
      return fail('item.not-found', `There is no item ${change.item} in ${change.tracker}.`);
    const detail = await client.call('trackers.item', { itemId });
    if (!detail.ok) return detail;
    const { fields } = detail.value.row;
    const wanted = change.field.toLowerCase();
    const field = fieldCalled(fields, change.field);
    const ticks = field === undefined && wanted === 'status' && fields.some((one) => one.kind === 'check');
    if (field === undefined && !ticks) {
      const names = fields.map((one) => one.name);
      const text = `${detail.value.row.title} has no field ${change.field}; it has: ${names.join(', ')}. Nothing was changed.`;
      return fail('field.not-found', text, { fields: names });
    }
    const edit = { kind: 'set-field', itemId, field: field?.name ?? wanted, value: change.value } as const;
    const answer = await client.call('trackers.edit', { trackerId, edits: [edit], log: null, actorId: null });
    if (!answer.ok) return answer;
    context.out.result(answer.value, [answer.value.summary]);
    return done;
  });
}
