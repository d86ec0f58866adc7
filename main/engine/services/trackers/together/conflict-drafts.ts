import type { ConflictDraft } from '../../../../../core/domain/trackers/history/revision-record.ts';
import type { MergeConflict } from '../../../../../core/domain/trackers/merge/merge-conflict.ts';
import type { ParsedDocument } from '../../../../../core/domain/trackers/model.ts';

/** What a merge could not decide, in the words of the documents. */
export function conflictDrafts(
  conflicts: readonly MergeConflict[],
  documents: readonly ParsedDocument[],
): ConflictDraft[] {
  const titles = new Map<string, string>();
  for (const doc of documents) for (const item of doc.items) titles.set(item.address, item.title);
  return conflicts.map(({ label, ...conflict }) => ({
    ...conflict,
    title: titles.get(conflict.address) ?? label,
  }));
}

/** "2 values differ between the two; see Conflicts." or nothing. */
export function conflictSentence(count: number): string {
  if (count === 0) return '';
  return count === 1
    ? ' 1 value differs between the two; see Conflicts.'
    : ` ${count} values differ between the two; see Conflicts.`;
}
