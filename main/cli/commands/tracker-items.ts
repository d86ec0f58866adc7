import type { OutputOf, RowOf } from '../../../core/contract/index.ts';
import type { WireClient } from '../../../core/contract/transport/client.ts';
import type { TrackerId } from '../../../core/kernel/ids.ts';
import { ok, type Result } from '../../../core/kernel/result.ts';
import { type CommandContext, readView } from '../context.ts';

/** A tracker (and item) as a person names them: id, name, address or key. Null: an item of any tracker. */
export async function resolveNames(
  client: WireClient,
  tracker: string | null,
  item: string | null,
): Promise<Result<OutputOf<'trackers.resolve'>>> {
  return client.call('trackers.resolve', { tracker, item });
}

/**
 * For commands that answer from trackers: has what their files say now taken in first, and says of those that another
 * program keeps changing that the answer may be older. Null asks for all trackers.
 */
export async function takeInFiles(
  { out }: CommandContext,
  client: WireClient,
  trackerId: TrackerId | null,
): Promise<Result<null>> {
  const read = await client.call('trackers.upToDate', { trackerId });
  if (!read.ok) return read;
  for (const { name, note } of read.value.behind) out.note(`${name}: ${note} What follows may be older.`);
  return ok(null);
}

/** The names resolved in what the tracker's file says now. */
export async function resolveNow(
  context: CommandContext,
  client: WireClient,
  tracker: string,
  item: string | null,
): Promise<Result<OutputOf<'trackers.resolve'>>> {
  const named = await resolveNames(client, tracker, null);
  if (!named.ok) return named;
  const taken = await takeInFiles(context, client, named.value.trackerId);
  if (!taken.ok) return taken;
  return item === null ? named : resolveNames(client, tracker, item);
}

const pageSize = 500;

/** Every item of a tracker in document order. */
export async function readItems(
  client: WireClient,
  trackerId: RowOf<'trackers.items'>['trackerId'],
): Promise<Result<readonly RowOf<'trackers.items'>[]>> {
  const items: RowOf<'trackers.items'>[] = [];
  for (;;) {
    const page = await readView(client, 'trackers.items', {
      trackerId,
      filter: {},
      sort: { by: 'document', descending: false },
      window: { start: items.length, limit: pageSize },
    });
    if (!page.ok) return page;
    items.push(...page.value.rows);
    if (page.value.rows.length === 0 || items.length >= page.value.extra.total) return ok(items);
  }
}
