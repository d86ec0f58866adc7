import { seeded } from '../../../bench/random.ts';
import { otherValue } from '../../../core/domain/trackers/check/check-cells.ts';
import { planEdits } from '../../../core/domain/trackers/edit/edit.ts';
import { matchItems } from '../../../core/domain/trackers/identity/identity.ts';
import { foldedName, similarity } from '../../../core/domain/trackers/identity/similarity.ts';
import type { MergeConflict } from '../../../core/domain/trackers/merge/merge-conflict.ts';
import type { Field, ParsedDocument, ParsedItem } from '../../../core/domain/trackers/model.ts';
import { parseTracker } from '../../../core/domain/trackers/read/parse.ts';
import { slug } from '../../../core/domain/trackers/text/slug.ts';
import { applySplices } from '../../../core/domain/trackers/text/text.ts';
import { knownItems } from './known-items.ts';

/** One edit made here on a version of a document, while the next version was saved outside. */
export interface Trial {
  readonly base: ParsedDocument;
  readonly outside: ParsedDocument;
  readonly ours: ParsedDocument;
  readonly item: ParsedItem;
  readonly field: Field;
}

/** What went wrong in a merge, each with what it was. */
export interface Problem {
  readonly kind: 'doubled' | 'lost' | 'elsewhere';
  readonly what: string;
}

/**
 * For each version and the one `step` later, an edit of ours on some of the editable cells, chosen by the seed; null for
 * one that the planner refused, so that it is counted and not left out in silence.
 */
export function* trialsOf(
  versions: readonly ParsedDocument[],
  { step, perPair, seed }: { readonly step: number; readonly perPair: number; readonly seed: number },
): Generator<Trial | null> {
  const random = seeded(seed);
  for (const [at, base] of versions.entries()) {
    const outside = versions[at + step];
    if (outside === undefined || outside.text === base.text) continue;
    const cells = base.items.flatMap((item) =>
      item.fields.filter((field) => field.editable).map((field) => ({ item, field })),
    );
    for (let count = 0; count < perPair && cells.length > 0; count += 1) {
      const [cell] = cells.splice(random.below(cells.length), 1);
      if (cell === undefined) break;
      const ours = editedCopy(base, cell.item, cell.field);
      yield ours === null ? null : { base, outside, ours, ...cell };
    }
  }
}

function editedCopy(base: ParsedDocument, item: ParsedItem, field: Field): ParsedDocument | null {
  const value = otherValue(base, item, field);
  if (value === null) return null;
  const edit = { kind: 'set-field', address: item.address, field: field.name, value } as const;
  const plan = planEdits(base, [edit], { today: '2030-01-31', log: false, actor: 'Ada' });
  return plan.ok
    ? parseTracker(applySplices(base.text, plan.value.splices), { profile: base.profile })
    : null;
}

/**
 * What is wrong with the result of a merge: lines that stand more often than the sides explain, or came back without a
 * conflict; our edit neither in the text nor in what a conflict says; our edit on another row.
 */
export function problemsOf(trial: Trial, text: string, conflicts: readonly string[]): Problem[] {
  const doubled = doubledLines(trial, text, conflicts.length > 0);
  const problems: Problem[] = doubled.length > 0 ? [{ kind: 'doubled', what: doubled.join(' / ') }] : [];
  const fate = fateOfEdit(trial, text);
  const { is } = editedLine(trial);
  const told = conflicts.some((said) => said !== '' && (said.includes(is) || is.includes(said)));
  if (fate === 'elsewhere' || (fate === 'lost' && !told)) problems.push({ kind: fate, what: is });
  return problems;
}

/** What the conflicts of a merge say on both sides. */
export function saidIn(conflicts: readonly MergeConflict[]): string[] {
  return conflicts.flatMap(({ earlier, later }) => [earlier ?? '', later ?? '']);
}

/** Ids that a later version gives to a row which carries another explicit id. */
export function swappedIds(base: ParsedDocument, next: ParsedDocument): string[] {
  const before = new Map(base.items.map((item) => [item.address, item]));
  const now = new Map(next.items.map((item) => [item.address, item]));
  return [...matchItems(knownItems(base), next.items).matched].flatMap(([address, id]) => {
    const [old, fresh] = [explicitId(before.get(id)), explicitId(now.get(address))];
    return old !== null && fresh !== null && old !== fresh ? [`${id} -> ${address}`] : [];
  });
}

function explicitId(item: ParsedItem | undefined): string | null {
  if (item === undefined || item.key === slug(item.title)) return null;
  const key = item.key.replace(/~\d+$/u, '');
  return /\p{L}/u.test(key) && /\d/u.test(key) ? key : null;
}

function linesOf(text: string): string[] {
  return text.split(/\r\n|\n|\r/u).map((line) => line.trim());
}

function countLines(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const line of linesOf(text)) if (line !== '') counts.set(line, (counts.get(line) ?? 0) + 1);
  return counts;
}

function doubledLines(trial: Trial, merged: string, explained: boolean): string[] {
  const [base, outside, ours] = [trial.base, trial.outside, trial.ours].map((doc) => countLines(doc.text));
  const of = (counts: Map<string, number> | undefined, line: string) => counts?.get(line) ?? 0;
  let made = 0;
  return [...countLines(merged)].flatMap(([line, count]) => {
    const [b, o, u] = [of(base, line), of(outside, line), of(ours, line)];
    // The edited row, when the outside version changed other values of it.
    if (b + o + u === 0 && ++made === 1) return [];
    const most = Math.max(o + Math.max(0, u - b), u + Math.max(0, o - b));
    return count > most || (!explained && u <= b && count > o) ? [line] : [];
  });
}

function editedLine(trial: Trial): { readonly was: string; readonly is: string } {
  const base = linesOf(trial.base.text);
  const ours = linesOf(trial.ours.text);
  const at = base.findIndex((line, index) => line !== ours[index]);
  return { was: base[at] ?? '', is: ours[at] ?? '' };
}

/** What became of our edit, told from lines alone where the edited line was left as it is outside. */
function fateOfEdit(trial: Trial, merged: string): 'kept' | 'lost' | 'elsewhere' {
  const { was, is } = editedLine(trial);
  const once = (text: string) => linesOf(text).filter((line) => line === was).length === 1;
  const outside = linesOf(trial.outside.text);
  const result = linesOf(merged);
  if (once(trial.base.text) && once(trial.outside.text)) {
    const changed = result.join('\n') !== outside.join('\n');
    if (result.includes(was)) return changed ? 'elsewhere' : 'lost';
    return result.includes(is) ? 'kept' : 'lost';
  }
  if (result.includes(is)) return 'kept';
  const fresh = result.filter((line) => !outside.includes(line));
  if (fresh.length === 0) return saysSame(trial) ? 'kept' : 'lost';
  const near = (line: string) =>
    Math.max(similarity(foldedName(line), foldedName(was)), similarity(foldedName(line), foldedName(is)));
  return fresh.some((line) => near(line) > 0.5 || line.includes(trial.item.title)) ? 'kept' : 'elsewhere';
}

/** Whether the outside version gave the same row the same value itself. */
function saysSame({ base, outside, ours, item, field }: Trial): boolean {
  const { matched } = matchItems(knownItems(base), outside.items);
  const address = [...matched].find(([, id]) => id === item.address)?.[0];
  const valueIn = (found: ParsedItem | undefined) =>
    found?.fields.find(({ name }) => name === field.name)?.value;
  const theirs = valueIn(outside.items.find((one) => one.address === address));
  return (
    theirs !== undefined && theirs === valueIn(ours.items.find((one) => one.span.start === item.span.start))
  );
}
