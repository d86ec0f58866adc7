import {
  type ChangeMaker,
  versionSentence,
  type WordedChange,
} from '../../core/domain/trackers/text/change-words.ts';
import type { Reader } from '../handle.ts';

/** What a version changed in items, as a sentence told to `me`; null when it touched none. */
export function versionSentences(
  read: Reader,
  me: string | null,
): (revisionId: string, maker: ChangeMaker) => string | null {
  return (revisionId, maker) => {
    const first = read.get<WordedChange & { title: string }>(
      `SELECT field, label, title, before, after FROM item_history WHERE revision_id = ?
       ORDER BY item_id, field LIMIT 1`,
      revisionId,
    );
    if (first === null) return null;
    const total =
      read.value<number>('SELECT count(*) FROM item_history WHERE revision_id = ?', revisionId) ?? 1;
    return versionSentence({ ...first, ...maker }, first.title, total, me);
  };
}
