import type { WireClient } from '../../../../core/contract/transport/client.ts';
import type { ItemId } from '../../../../core/kernel/ids.ts';
import { fail, ok, type Result } from '../../../../core/kernel/result.ts';
import type { CommandContext } from '../../context.ts';
import { resolveNames, resolveNow, takeInFiles } from '../tracker-items.ts';

/** An item as a person names it, in what the files say now; of any tracker where none is named. */
export async function resolveItem(
  context: CommandContext,
  client: WireClient,
  tracker: string | null,
  item: string,
): Promise<Result<ItemId>> {
  const ids = await resolveItems(context, client, tracker, [item]);
  if (!ids.ok) return ids;
  const [id] = ids.value;
  return id === undefined ? noItem(item) : ok(id);
}

/** The same for several. */
export async function resolveItems(
  context: CommandContext,
  client: WireClient,
  tracker: string | null,
  items: readonly string[],
): Promise<Result<readonly ItemId[]>> {
  const taken =
    tracker === null
      ? await takeInFiles(context, client, null)
      : await resolveNow(context, client, tracker, null);
  if (!taken.ok) return taken;
  const ids: ItemId[] = [];
  for (const item of items) {
    const found = await resolveNames(client, tracker, item);
    if (!found.ok) return found;
    const { itemId } = found.value;
    if (itemId === null) return noItem(item);
    ids.push(itemId);
  }
  return ok(ids);
}

function noItem(item: string) {
  return fail('item.not-found', `There is no item ${item}.`, { item });
}
