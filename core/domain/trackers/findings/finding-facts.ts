import { daysBetween } from '../../expression/days.ts';
import { dateValue, type ExpressionValue } from '../../expression/values.ts';
import { countStates, finishedOf, scopeOf } from '../charts/progress.ts';
import type { MetaField, ParsedDocument, ParsedItem } from '../model.ts';
import { findDates, readDate } from '../text/dates.ts';
import { plainText } from '../text/plain-text.ts';
import { lineIndex } from '../text/text.ts';
import { isFinished, isOpen } from '../vocabulary/states.ts';
import { recogniseWord, wordOf } from '../vocabulary/vocabulary.ts';
import type { DOCUMENT_SCOPE, ITEM_SCOPE } from './finding-scope.ts';

export interface FindingOptions {
  /** ISO date. */
  readonly today: string;
  readonly staleAfterDays: number;
}

export interface DocumentInput {
  readonly trackerId: string;
  readonly name: string;
  readonly fileName: string;
  readonly doc: ParsedDocument;
  /** Matches of the last outside change that a person should look at. */
  readonly doubts?: readonly { readonly address: string; readonly before: string }[];
}

type DocumentNames = Readonly<Record<keyof typeof DOCUMENT_SCOPE, ExpressionValue>>;
export type ItemNames = Readonly<Record<keyof typeof ITEM_SCOPE, ExpressionValue>>;

/** What rules ask of a document, worked out once. */
export interface DocumentFacts {
  readonly input: DocumentInput;
  readonly names: DocumentNames;
  readonly byAddress: ReadonlyMap<string, ParsedItem>;
  readonly lineAt: (offset: number) => number;
  readonly itemNames: (item: ParsedItem) => ItemNames;
  readonly later: (item: ParsedItem) => readonly ParsedItem[];
  readonly children: (item: ParsedItem) => readonly ParsedItem[];
  readonly related: (item: ParsedItem) => readonly ParsedItem[];
}

export function isOpenItem(item: ParsedItem): boolean {
  return isOpen(item.state);
}

const STATUS_LINE = /^[>\s*+-]*(?:\*\*|__)?status(?:\*\*|__)?\s*:(?:\*\*|__)?[ \t]*(\S.*?)\s*$/imu;

/** The status line below a document's title, where its front matter states one too. */
export function bodyStatus(doc: ParsedDocument): { readonly offset: number; readonly word: string } | null {
  const front = doc.meta.filter((field) => field.source === 'front-matter');
  if (!front.some((field) => field.name === 'status')) return null;
  const behind = Math.max(...front.map((field) => field.span.end));
  for (const section of doc.sections) {
    if (section.level > 1) continue;
    const start = Math.max(section.span.start, behind);
    const found = start < section.span.end ? STATUS_LINE.exec(doc.text.slice(start, section.span.end)) : null;
    if (found !== null)
      return { offset: start + found.index + found[0].search(/\S/u), word: plainText(found[1] ?? '') };
  }
  return null;
}

/** `9-16 (32 plans)` counts eight. */
function statedRange(text: string): number | null {
  const range = /^(\d{1,4})\s*[-–]\s*(\d{1,4})(?![\d.])/u.exec(text);
  return range === null ? null : Number(range[2]) - Number(range[1]) + 1;
}

export function metaNamed(doc: ParsedDocument, names: readonly string[]): MetaField | null {
  return doc.meta.find((field) => names.includes(field.name)) ?? null;
}

export function factsOf(input: DocumentInput, options: FindingOptions): DocumentFacts {
  const { doc } = input;
  const byParent = groupBy(doc.items, (item) => item.parent);
  const siblings = groupBy(doc.items, (item) => `${item.kind}\n${item.section}\n${item.parent ?? ''}`);
  const runs = laterRuns(siblings);
  const byAddress = new Map(doc.items.map((item) => [item.address, item]));
  const dated = new Set(
    doc.items.filter((item) => dueOf(item) !== null).map((item) => `${item.kind}\n${item.section}`),
  );
  const names = documentNames(doc, options);
  const counted = (items: readonly ParsedItem[]) =>
    items.filter((item) => item.state !== null && item.state !== 'dropped' && !item.deferred);
  const children = (item: ParsedItem) => counted(byParent.get(item.address) ?? []);
  const related = (item: ParsedItem) =>
    item.parent === null
      ? []
      : counted(byParent.get(item.parent) ?? []).filter((other) => other.kind !== item.kind);
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
      status: item.status ?? item.state,
      state: item.state,
      owner: item.fields.find((field) => field.kind === 'owner')?.value ?? null,
      due: dateValue(dueOf(item)),
      finishedOn: dateValue(completionOf(item)),
      dateMissing:
        dueOf(item) === null &&
        dated.has(`${item.kind}\n${item.section}`) &&
        item.fields.some((field) => field.kind === 'date' && field.raw === ''),
      finished: item.state !== null && isFinished(item.state),
      open: isOpen(item.state),
      guess: item.guess,
      deferred: item.deferred,
      undeclared: isUndeclared(doc, item),
      ...run,
      phases,
      statedPhases: statedRange(item.fields.find((field) => field.name === 'phases')?.value ?? ''),
      children: below.length,
      childrenFinished: finished(below),
      childrenOpen: below.filter(isOpenItem).length,
      related: beside.length,
      relatedFinished: finished(beside),
      relatedOpen: beside.filter(isOpenItem).length,
      dependsOpen: item.dependsOn.filter((address) => {
        const other = byAddress.get(address);
        return other !== undefined && isOpen(other.state);
      }).length,
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
    later: (item) => {
      const all = siblings.get(`${item.kind}\n${item.section}\n${item.parent ?? ''}`) ?? [];
      return all
        .slice(all.indexOf(item) + 1)
        .filter((other) => other.state !== null && other.state !== 'dropped');
    },
    children,
    related,
  };
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
function laterRuns(siblings: ReadonlyMap<string, readonly ParsedItem[]>) {
  const runs = new Map<ParsedItem, { later: number; laterFinished: number }>();
  for (const group of siblings.values()) {
    let later = 0;
    let laterFinished = 0;
    for (const item of group.toReversed()) {
      runs.set(item, { later, laterFinished });
      if (item.state === null || item.state === 'dropped') continue;
      later += 1;
      if (isFinished(item.state)) laterFinished += 1;
    }
  }
  return runs;
}

function dayOf(item: ParsedItem, name: 'date' | 'done'): string | null {
  const value = item.fields.find((field) => field.name === name)?.value ?? '';
  return /^\d{4}-\d{2}-\d{2}$/u.test(value) ? value : null;
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

/** True where the document, its profile or a person named the words to use and this is none of them. */
function isUndeclared(doc: ParsedDocument, item: ParsedItem): boolean {
  if (item.status === null || item.status === '') return false;
  const vocabulary = doc.vocabularies.find((entry) => entry.id === item.vocabulary);
  if (vocabulary === undefined || vocabulary.source === 'generic') return false;
  return item.guess || wordOf(vocabulary, item.status) === null;
}

function documentNames(doc: ParsedDocument, options: FindingOptions): DocumentNames {
  const verified = isoOf(metaNamed(doc, ['last-verified']));
  const stated = metaNamed(doc, ['status']);
  const mapped = stated === null ? null : recogniseWord(stated.value);
  const counts = countStates(doc.items);
  const items = scopeOf(counts);
  const sure = mapped !== null && (!mapped.guess || /^\S+$/u.test(stated?.value ?? ''));
  const body = bodyStatus(doc);
  const inBody = body === null ? null : recogniseWord(body.word);
  return {
    profile: doc.profile,
    today: dateValue(options.today),
    staleAfterDays: options.staleAfterDays,
    lastUpdated: dateValue(doc.lastUpdated),
    lastVerified: dateValue(verified),
    verifiedAge: verified === null ? null : daysBetween(verified, options.today),
    statedStatus: stated?.value ?? null,
    statedFinished: sure && (isFinished(mapped.state) || mapped.state === 'dropped'),
    statedOpen: sure && isOpen(mapped.state),
    statedState: sure ? mapped.state : null,
    bodyStatus: body?.word ?? null,
    bodyState: inBody?.state ?? null,
    statedPercent: percentOf(metaNamed(doc, ['percent', 'progress', 'completion', 'progress-percent'])),
    percent: items === 0 ? null : (finishedOf(counts) * 100) / items,
    items,
    openItems: items - finishedOf(counts),
  };
}

function isoOf(field: MetaField | null): string | null {
  return field === null ? null : (readDate(field.value)?.iso ?? null);
}

/** `75 %`, `[███░] 75%`, or a bare number under a name that says percent. */
function percentOf(field: MetaField | null): number | null {
  if (field === null) return null;
  const stated =
    /(\d{1,3}(?:\.\d+)?)\s*%/u.exec(field.value) ??
    (field.name.includes('percent') ? /^(\d{1,3}(?:\.\d+)?)$/u.exec(field.value) : null);
  return stated === null ? null : Number(stated[1]);
}
