import type { ItemLink } from '../../../../../core/domain/fleet/tasks/task.ts';
import { fail, ok, type Result } from '../../../../../core/kernel/result.ts';
import { itemDetail } from '../../../../../db/readers/items/item-detail.ts';
import type { WorkspaceDb } from '../../../../../db/workspace-db.ts';

/** A task's item must be in that tracker, and the status it proposes one that the item can have. */
export function checkLink(db: WorkspaceDb, link: ItemLink | null): Result<null, 'task.unknown-item'> {
  if (link === null) return ok(null);
  const { itemId, trackerId, statusWhenDone } = link;
  const detail = itemDetail(db, itemId);
  if (detail === null || detail.row.trackerId !== trackerId) {
    return fail(
      'task.unknown-item',
      'The item this task is linked to is not in that tracker. Nothing was submitted.',
      {
        itemId,
        trackerId,
      },
    );
  }
  const words = detail.vocabulary.map(({ word }) => word);
  const fits = words.some((word) => word.toLowerCase() === statusWhenDone?.toLowerCase());
  if (statusWhenDone === null || fits) return ok(null);
  const known = words.length === 0 ? 'it has no status' : `it knows ${words.join(', ')}`;
  return fail(
    'task.unknown-item',
    `${detail.row.title} can't become "${statusWhenDone}": ${known}. Nothing was submitted; choose another status or none.`,
    { itemId, statusWhenDone },
  );
}
