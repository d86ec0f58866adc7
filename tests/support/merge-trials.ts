import { seeded } from '../../bench/random.ts';
import { otherValue } from '../../core/domain/trackers/check/check-cells.ts';
import { planEdits } from '../../core/domain/trackers/edit/edit.ts';
import { matchItems } from '../../core/domain/trackers/identity/identity.ts';
import { foldedName, similarity } from '../../core/domain/trackers/identity/similarity.ts';
import { mergeThreeWay } from '../../core/domain/trackers/merge/merge.ts';
import type { Field, ParsedDocument, ParsedItem } from '../../core/domain/trackers/model.ts';
import { parseTracker } from '../../core/domain/trackers/read/parse.ts';
import { slug } from '../../core/domain/trackers/text/slug.ts';
import { applySplices } from '../../core/domain/trackers/text/text.ts';
import { knownItems } from './known-items.ts';

/** One edit made here on a version of a document, while the next version was saved outside. */
export interface Trial {
  readonly base: ParsedDocument;
  readonly outside: ParsedDocument;
  readonly ours: ParsedDocument;
  readonly item: ParsedItem;
  readonly field: Field;
}

export interface TrialCounts {
  trials: number;
  /** Edits the planner refused (a final status, say), so that they could not be tried. */
  refused: number;
  conflicts: number;
  /** Lines that stand more often than the sides explain, or came back without a conflict. */
  doubled: number;
  /** Edits that are neither in the result nor in a conflict. */
  lost: number;
  /** Edits that landed on another row. */
  elsewhere: number;
  /** Ids that went to a row with another explicit id. */
  swapped: number;
}

/** For each two neighbouring versions, an edit of ours on some of the editable cells, chosen by the seed. */
export function* trialsOf(
  versions: readonly ParsedDocument[],
  perPair: number,
  seed: number,
  counts: TrialCounts,
) {
  const random = seeded(seed);
  for (const [at, base] of versions.entries()) {
    const outside = versions[at + 1];
    if (outside === undefined || outside.text === base.text) continue;
    const cells = base.items.flatMap((item) =>
      item.fields.filter((field) => field.editable).map((field) => ({ item, field })),
    );
    for (let count = 0; count < perPair && cells.length > 0; count += 1) {
      const [cell] = cells.splice(random.below(cells.length), 1);
      if (cell === undefined) break;
      const ours = editedCopy(base, cell.item, cell.field);
      if (ours === null) counts.refused += 1;
      else yield { base, outside, ours, ...cell };
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

export const noCounts = (): TrialCounts => ({
  trials: 0,
  refused: 0,
  conflicts: 0,
  doubled: 0,
  lost: 0,
  elsewhere: 0,
  swapped: 0,
});

/** Merges a trial from both sides, adds what went wrong to the counts, and says it. */
export function tryMerge(trial: Trial, counts: TrialCounts): string[] {
  counts.trials += 1;
  const problems: string[] = [];
  const note = (kind: 'doubled' | 'lost' | 'elsewhere', what: string) => {
    counts[kind] += 1;
    problems.push(`${kind}: ${trial.item.address} ${trial.field.name}: ${what}`);
  };
  const ways = {
    ours: mergeThreeWay(trial.base, trial.outside, trial.ours),
    outside: mergeThreeWay(trial.base, trial.ours, trial.outside),
  };
  if (ways.outside.conflicts.length > 0) counts.conflicts += 1;
  for (const [later, { text, conflicts }] of Object.entries(ways)) {
    const doubled = doubledLines(trial, text, conflicts.length > 0);
    if (doubled.length > 0) note('doubled', `${later} later: ${doubled.join(' / ')}`);
    const fate = fateOfEdit(trial, text);
    if (fate === 'elsewhere') note('elsewhere', `${later} later`);
    if (fate === 'lost' && !conflicts.some(({ earlier, later: late }) => earlier !== late))
      note('lost', `${later} later`);
  }
  return problems;
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

/** What became of our edit, told from lines alone where the edited line was left as it is outside. */
function fateOfEdit(trial: Trial, merged: string): 'kept' | 'lost' | 'elsewhere' {
  const base = linesOf(trial.base.text);
  const ours = linesOf(trial.ours.text);
  const at = base.findIndex((line, index) => line !== ours[index]);
  const [was, is] = [base[at] ?? '', ours[at] ?? ''];
  const once = (lines: readonly string[]) => lines.filter((line) => line === was).length === 1;
  const outside = linesOf(trial.outside.text);
  const result = linesOf(merged);
  if (once(base) && once(outside)) {
    if (!result.includes(is))
      return result.includes(was) && result.join('\n') !== outside.join('\n') ? 'elsewhere' : 'lost';
    return result.includes(was) && !ours.includes(was) ? 'elsewhere' : 'kept';
  }
  if (result.includes(is)) return 'kept';
  const fresh = result.filter((line) => !outside.includes(line));
  const gone = outside.filter((line) => !result.includes(line));
  if (fresh.length === 0) return says(trial, gone) ? 'kept' : 'lost';
  const wanted = trial.ours.items.find((item) => item.span.start === trial.item.span.start) ?? trial.item;
  const near = (line: string) =>
    Math.max(similarity(foldedName(line), foldedName(was)), similarity(foldedName(line), foldedName(is)));
  return fresh.some((line) => near(line) > 0.5 || line.includes(wanted.title)) ? 'kept' : 'elsewhere';
}

/** Whether the outside version gave the same row the same value itself. */
function says(trial: Trial, _gone: readonly string[]): boolean {
  const { matched } = matchItems(knownItems(trial.base), trial.outside.items);
  const address = [...matched].find(([, id]) => id === trial.item.address)?.[0];
  const theirs = trial.outside.items.find((item) => item.address === address);
  const own = trial.ours.items.find((item) => item.span.start === trial.item.span.start);
  const value = (item: ParsedItem | undefined) =>
    item?.fields.find((field) => field.name === trial.field.name)?.value;
  return value(theirs) !== undefined && value(theirs) === value(own);
}
