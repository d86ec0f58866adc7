import type { Steps } from '../../../../kernel/steps.ts';
import type { ParsedDocument } from '../../model.ts';
import { mergeInSteps } from '../merge.ts';
import type { MergeConflict } from '../merge-conflict.ts';
import { mergeIds, type NamedHistory } from '../merge-ids.ts';
import { overlooked } from '../overlooked.ts';
import { nearestCommonAncestors } from './graph.ts';
import { mergeBase } from './merge-base.ts';
import { newestCommonText } from './newest-common-text.ts';
import { type DatedRevision, inMergeOrder } from './side-order.ts';

export interface MergeableRevision<Reading> extends DatedRevision {
  /** What its text is read with; plain data. */
  readonly reading: Reading;
}

/** A tracker's history, as far as a merge looks at it. */
export interface MergeableHistory<Reading> extends NamedHistory {
  readonly revisionOf: (id: string) => MergeableRevision<Reading>;
  /** The text with this hash. */
  readonly documentOf: (hash: string, reading: Reading) => ParsedDocument;
  readonly read: (text: string, reading: Reading) => ParsedDocument;
  /** Whether who wrote it may not have seen what stands beside it in the history. */
  readonly mayHaveOverlooked?: (id: string) => boolean;
}

export interface MergedRevisions<Reading> {
  readonly earlier: string;
  readonly later: string;
  readonly reading: Reading;
  readonly text: string;
  readonly conflicts: readonly MergeConflict[];
  /** Base, earlier and later side, as they were merged. */
  readonly documents: readonly [ParsedDocument, ParsedDocument, ParsedDocument];
}

/**
 * Merges two heads over what they have in common. Nothing in it depends on who merges or when, so devices that know
 * the same revisions make the same one of them.
 */
export function* mergeRevisions<Reading>(
  history: MergeableHistory<Reading>,
  one: string,
  other: string,
): Steps<MergedRevisions<Reading>> {
  const { revisionOf } = history;
  const heads = [revisionOf(one), revisionOf(other)] as const;
  const [first] = inMergeOrder(revisionOf, heads);
  const [earlier, later] = first === heads[1] ? [heads[1], heads[0]] : heads;
  const reading = mergedReading(revisionOf, earlier, later);
  const documents = [
    baseOf(history, earlier.id, later.id, reading),
    history.documentOf(earlier.hash, reading),
    history.documentOf(later.hash, reading),
  ] as const;
  yield;
  const ids = mergeIds(history, earlier.id, later.id, documents);
  const { text, conflicts: found } = yield* mergeInSteps(...documents, ids);
  const isGuess = history.mayHaveOverlooked?.(later.id) === true;
  const conflicts = isGuess ? [...found, ...overlooked(...documents, ids)] : found;
  return { earlier: earlier.id, later: later.id, reading, text, conflicts, documents };
}

/** As the side that changed it says, the later one where both did. */
function mergedReading<Reading>(
  revisionOf: (id: string) => MergeableRevision<Reading>,
  earlier: MergeableRevision<Reading>,
  later: MergeableRevision<Reading>,
): Reading {
  const [base] = nearestCommonAncestors((id) => revisionOf(id).parents, earlier.id, later.id);
  if (base === undefined) return later.reading;
  const before = JSON.stringify(revisionOf(base).reading);
  return before === JSON.stringify(later.reading) ? earlier.reading : later.reading;
}

/** Two imports of one file know no common revision, but often a common text; else every difference is shown. */
function baseOf<Reading>(
  { revisionOf, documentOf, read }: MergeableHistory<Reading>,
  earlier: string,
  later: string,
  reading: Reading,
): ParsedDocument {
  const found = mergeBase(
    {
      parentsOf: (id) => revisionOf(id).parents,
      documentOf: (id) => documentOf(revisionOf(id).hash, reading),
      read: (text) => read(text, reading),
    },
    earlier,
    later,
  );
  if (found !== null) return found;
  const common = newestCommonText(revisionOf, earlier, later);
  return common === null ? read('', reading) : documentOf(common, reading);
}
