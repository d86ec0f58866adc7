import type { OutputOf, RowOf } from '../../../core/contract/index.ts';
import type { WireClient } from '../../../core/contract/transport/client.ts';
import { ok, type Result } from '../../../core/kernel/result.ts';
import { readView } from '../context.ts';

/** A tracker (and item) as a person names them: id, name, address or key. */
export async function resolveNames(
  client: WireClient,
  tracker: string,
  item: string | null,
): Promise<Result<OutputOf<'trackers.resolve'>>> {
  return client.call('trackers.resolve', { tracker, item });
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
