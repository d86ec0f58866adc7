import type { Steps } from '../../../kernel/steps.ts';
import { isIsoDate } from '../../../kernel/time.ts';
import { dateValue, type ExpressionValue } from '../../expression/values.ts';
import type { ParsedDocument, ParsedItem } from '../model.ts';
import { placesOf } from '../places/places.ts';
import { shownItems } from '../places/shown-items.ts';
import { findDates } from '../text/dates.ts';
import { lineIndex } from '../text/text.ts';
import { isFinished, isOpen } from '../vocabulary/states.ts';
import { type DocumentNames, documentNames, type FindingOptions } from './document-names.ts';
import type { ITEM_SCOPE } from './finding-scope.ts';
import { isPlaceholder, isTemplate, templateSections } from './placeholders.ts';
import {
  changesCount,
  hasStrayCells,
  isPostponed,
  isSure,
  isUndeclared,
  spokenStatus,
  statesStatus,
} from './sureness.ts';

export interface DocumentInput {
  readonly trackerId: string;
  readonly name: string;
  readonly fileName: string;
  readonly doc: ParsedDocument;
  /** Matches of the last outside change that a person should look at. */
  readonly doubts?: readonly { readonly address: string; readonly before: string }[];
}

export type ItemNames = Readonly<Record<keyof typeof ITEM_SCOPE, ExpressionValue>>;

/** What rules ask of a document, worked out once. */
export interface DocumentFacts {
  readonly input: DocumentInput;
  readonly names: DocumentNames;
  readonly byAddress: ReadonlyMap<string, ParsedItem>;
  readonly lineAt: (offset: number) => number;
  readonly itemNames: (item: ParsedItem) => ItemNames;
  /** Open beyond doubt: by a word somebody could confirm, neither for later nor an example. */
  readonly surelyOpen: (item: ParsedItem) => boolean;
  /** What it depends on and is surely open. */
  readonly waitsFor: (item: ParsedItem) => readonly ParsedItem[];
  readonly later: (item: ParsedItem) => readonly ParsedItem[];
  readonly children: (item: ParsedItem) => readonly ParsedItem[];
  readonly related: (item: ParsedItem) => readonly ParsedItem[];
  /** Items that stand in a summary too, each with what that says of it; the document's items are told once, joined. */
  readonly further: readonly { readonly first: ParsedItem; readonly other: ParsedItem }[];
}

/** `9-16 (32 plans)` counts eight. */
function statedRange(text: string): number | null {
  const range = /^(\d{1,4})\s*[-–]\s*(\d{1,4})(?![\d.])/u.exec(text);
  return range === null ? null : Number(range[2]) - Number(range[1]) + 1;
}

export function* factsOf(given: DocumentInput, options: FindingOptions): Steps<DocumentFacts> {
  const further = furtherPlaces(given.doc);
  const joined = further.length === 0 ? given.doc : { ...given.doc, items: shownItems(given.doc) };
  const input = { ...given, doc: joined };
  const { doc } = input;
  const byParent = groupBy(doc.items, (item) => item.parent);
  const siblings = groupBy(doc.items, (item) => `${item.kind}\n${item.section}\n${item.parent ?? ''}`);
  yield;
  const template = isTemplate(doc, input.fileName);
  const examples = templateSections(doc.sections);
  const aside = new Set(
    doc.items.filter((item) => template || examples.has(item.section) || isPlaceholder(doc, item)),
  );
  yield;
  const isCounted = (item: ParsedItem) =>
    item.state !== null && item.state !== 'dropped' && !isPostponed(item) && !aside.has(item);
  const surelyOpen = (item: ParsedItem) => isOpen(item.state) && isCounted(item) && isSure(item);
  const runs = laterRuns(siblings, isCounted);
  yield;
  const byAddress = new Map(doc.items.map((item) => [item.address, item]));
  const dated = new Set(doc.items.filter((item) => dayOf(item, 'done') !== null).map(groupOf));
  const names = documentNames(doc, template, doc.items.filter(surelyOpen).length, options);
  yield;
  const children = (item: ParsedItem) => (byParent.get(item.address) ?? []).filter(isCounted);
  const related = (item: ParsedItem) =>
    item.parent === null
      ? []
      : (byParent.get(item.parent) ?? []).filter((other) => other.kind !== item.kind && isCounted(other));
  const waitsFor = (item: ParsedItem) =>
    item.dependsOn.flatMap((address) => byAddress.get(address) ?? []).filter(surelyOpen);
  const namesOf = (item: ParsedItem): ItemNames => {
    const below = children(item);
    const beside = related(item);
    const run = runs.get(item) ?? { later: 0, laterFinished: 0 };
    const phases = (byParent.get(item.address) ?? []).filter((other) => other.kind === 'phase').length;
    const finished = (items: readonly ParsedItem[]) =>
      items.filter((other) => other.state !== null && isFinished(other.state)).length;
    return {
      ...names,
      kind: item.kind,
      key: item.key,
      title: item.title,
      role: doc.sections[item.section]?.role ?? null,
      status: spokenStatus(item),
      state: item.state,
      owner: item.fields.find((field) => field.kind === 'owner')?.value ?? null,
      due: dateValue(dueOf(item)),
      finishedOn: dateValue(completionOf(item)),
      doneDateMissing:
        dated.has(groupOf(item)) && item.fields.some((field) => field.name === 'done' && field.raw === ''),
      finished: item.state !== null && isFinished(item.state),
      open: isOpen(item.state),
      dropped: item.state === 'dropped',
      sure: isSure(item),
      guess: item.guess,
      deferred: isPostponed(item),
      example: aside.has(item),
      undeclared: isUndeclared(doc, item),
      changesCount: changesCount(doc, item),
      statesStatus: statesStatus(item),
      statusWords: item.status === null ? 0 : countWords(item.status),
      strayCells: hasStrayCells(doc, item),
      ...run,
      phases,
      statedPhases: statedRange(item.fields.find((field) => field.name === 'phases')?.value ?? ''),
      children: below.length,
      childrenFinished: finished(below),
      childrenOpen: below.filter(surelyOpen).length,
      related: beside.length,
      relatedFinished: finished(beside),
      relatedOpen: beside.filter(surelyOpen).length,
      dependsOpen: waitsFor(item).length,
      dependsOn: waitsFor(item)[0]?.title ?? null,
    };
  };
  const known = new Map<ParsedItem, ItemNames>();
  let lines: ((offset: number) => number) | null = null;
  const itemNames = (item: ParsedItem): ItemNames => {
    const cached = known.get(item) ?? namesOf(item);
    known.set(item, cached);
    return cached;
  };
  return {
    input,
    names,
    byAddress,
    lineAt: (offset) => (lines ??= lineIndex(doc.text))(offset),
    itemNames,
    surelyOpen,
    waitsFor,
    later: (item) => {
      const all = siblings.get(`${item.kind}\n${item.section}\n${item.parent ?? ''}`) ?? [];
      return all.slice(all.indexOf(item) + 1).filter(isCounted);
    },
    children,
    related,
    further,
  };
}

function furtherPlaces(doc: ParsedDocument): DocumentFacts['further'] {
  const places = placesOf(doc);
  if (places.size === 0) return [];
  const byAddress = new Map(doc.items.map((item) => [item.address, item]));
  return [...places].flatMap(([further, address]) => {
    const [first, other] = [byAddress.get(address), byAddress.get(further)];
    return first === undefined || other === undefined ? [] : [{ first, other }];
  });
}

/** Items that are told alike: rows of one table, lines of one list. */
function groupOf(item: ParsedItem): string {
  return `${item.kind}\n${item.section}`;
}

function groupBy<Key>(
  items: readonly ParsedItem[],
  keyOf: (item: ParsedItem) => Key,
): Map<Key, ParsedItem[]> {
  const groups = new Map<Key, ParsedItem[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

/** How many siblings stand behind each item, and how many of these are finished: one pass from the end. */
function laterRuns(
  siblings: ReadonlyMap<string, readonly ParsedItem[]>,
  isCounted: (item: ParsedItem) => boolean,
) {
  const runs = new Map<ParsedItem, { later: number; laterFinished: number }>();
  for (const group of siblings.values()) {
    let later = 0;
    let laterFinished = 0;
    for (const item of group.toReversed()) {
      runs.set(item, { later, laterFinished });
      if (item.state === null || !isCounted(item)) continue;
      later += 1;
      if (isFinished(item.state)) laterFinished += 1;
    }
  }
  return runs;
}

function dayOf(item: ParsedItem, name: 'date' | 'done'): string | null {
  const value = item.fields.find((field) => field.name === name)?.value ?? '';
  return isIsoDate(value) ? value : null;
}

/** The day something is to be done by; no other day it carries says that. */
function dueOf(item: ParsedItem): string | null {
  return dayOf(item, 'date');
}

/** From a field of its own, else the day behind the word in its status ("done (2026-02-04)"). */
function completionOf(item: ParsedItem): string | null {
  const own = dayOf(item, 'done');
  if (own !== null) return own;
  const [day, ...others] = findDates(item.fields.find((field) => field.name === 'status')?.raw ?? '');
  return day === undefined || others.length > 0 ? null : day.iso;
}

/** Words of a status; a sign alone is one, figures ("+46 kB") are none. */
function countWords(status: string): number {
  if (/^[-+~]?\p{N}/u.test(status)) return 0;
  return Math.max(1, status.split(/\s+/u).filter((token) => /\p{L}/u.test(token)).length);
}
