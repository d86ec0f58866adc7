import type { MergeConflict } from '../../../../core/domain/trackers/merge/merge-conflict.ts';
import type { ParsedDocument } from '../../../../core/domain/trackers/model.ts';
import type { ConflictInput } from '../../../../db/usecases/conflicts.ts';

export interface MergeSide {
  readonly who: string;
  readonly at: number;
}

/** What a merge could not decide, with who and when, in the words of the documents. */
export function conflictRows(
  conflicts: readonly MergeConflict[],
  documents: readonly ParsedDocument[],
  mine: MergeSide,
  theirs: MergeSide,
): ConflictInput[] {
  const titles = new Map<string, string>();
  for (const doc of documents) for (const item of doc.items) titles.set(item.address, item.title);
  return conflicts.map((conflict) => ({
    address: conflict.address,
    title: titles.get(conflict.address) ?? conflict.label,
    field: conflict.field,
    base: conflict.base,
    mine: { value: conflict.earlier, ...mine },
    theirs: { value: conflict.later, ...theirs },
    rule: conflict.rule,
    kept: conflict.kept === 'later' ? 'theirs' : 'both',
  }));
}

/** "2 values were changed on both sides; see Conflicts." or nothing. */
export function conflictSentence(count: number): string {
  if (count === 0) return '';
  return count === 1
    ? ' 1 value was changed on both sides; see Conflicts.'
    : ` ${count} values were changed on both sides; see Conflicts.`;
}
