import type { ParsedDocument } from '../../model.ts';
import { mergeThreeWay } from '../merge.ts';
import { nearestCommon, type ParentsOf } from './graph.ts';

/** What finding a base needs to know of a tracker's revisions. */
export interface RevisionTexts {
  readonly parentsOf: ParentsOf;
  readonly documentOf: (id: string) => ParsedDocument;
  /** Reads a text that no revision holds: what several bases were merged to. */
  readonly read: (text: string) => ParsedDocument;
}

/** Histories that cross more often than this are merged over the first of their nearest ancestors. */
const DEEPEST = 24;

/**
 * The document two heads are merged over: that of their nearest common ancestor. Several nearest ones are merged first,
 * in the order of their ids, so that every device finds the same. Null for histories that have nothing in common.
 */
export function mergeBase(texts: RevisionTexts, one: string, other: string): ParsedDocument | null {
  const [first, ...more] = nearestCommon(texts.parentsOf, [one], [other]);
  return first === undefined ? null : mergedBase(texts, [first, ...more], new Map(), DEEPEST);
}

function mergedBase(
  texts: RevisionTexts,
  [first, ...more]: readonly [string, ...string[]],
  known: Map<string, ParsedDocument>,
  deeper: number,
): ParsedDocument {
  let base = texts.documentOf(first);
  if (deeper === 0) return base;
  const merged: [string, ...string[]] = [first];
  for (const next of more) {
    const [nearest, ...others] = nearestCommon(texts.parentsOf, merged, [next]);
    merged.push(next);
    const name = merged.join(' ');
    const over = () =>
      nearest === undefined ? texts.read('') : mergedBase(texts, [nearest, ...others], known, deeper - 1);
    base = known.get(name) ?? texts.read(mergeThreeWay(over(), base, texts.documentOf(next)).text);
    known.set(name, base);
  }
  return base;
}
