import type { ParsedItem } from '../../model.ts';
import type { Chunk } from '../chunks.ts';
import { withDayAsStatus, withoutDayOfStatus } from '../days/day-as-status.ts';
import { withYears } from '../days/year-of-day.ts';
import { type ChunkDraft, ENCLOSING, type ItemDraft, NO_PARENT } from '../draft.ts';
import type { OutlineSection } from '../outline.ts';
import type { AddressBook } from './address-book.ts';

/** Finds items by key for references that cross sections. */
export interface KeyIndex {
  byKey(key: string): string | null;
  byKindAndKey(kind: string, key: string): string | null;
}

/** What of the document the places of a chunk's items depend on. */
export interface PlaceContext {
  readonly sections: readonly OutlineSection[];
  /** Null where no item refers to another one. */
  readonly index: KeyIndex | null;
  readonly lastUpdated: string | null;
  readonly address: AddressBook;
}

/** A draft and its items where they were placed. */
export interface Placed {
  readonly draft: ChunkDraft;
  readonly items: readonly ParsedItem[];
}

/** Items with absolute places, addresses and resolved references. `before`: where the same rows have but moved. */
export function placeItems(
  chunk: Chunk,
  draft: ChunkDraft,
  firstSection: number,
  { sections, index, lastUpdated, address }: PlaceContext,
  before: Placed | null,
): ParsedItem[] {
  const { starts, text } = chunk.read;
  const startOf = (line: number) => chunk.start + (starts[line] ?? text.length);
  const stays = (at: number) => before !== null && before.draft.items[at] === draft.items[at];
  const addresses = draft.items.map((item, at) =>
    stays(at) ? (before?.items[at]?.address ?? '') : address(pathOf(item, firstSection, sections), item.key),
  );
  return draft.items.map((item, at): ParsedItem => {
    const known = item.span === null && stays(at) ? before?.items[at] : undefined;
    if (known !== undefined) return movedTo(known, startOf(item.line), startOf(item.line + 1));
    const section = sections[firstSection + item.section];
    const isHeading = draft.sections[item.section]?.item === at;
    const start = item.span === null ? startOf(item.line) : item.span.start + chunk.start;
    const ownEnd = item.span === null ? startOf(item.line + 1) : item.span.end + chunk.start;
    const end = isHeading && section !== undefined ? section.subtreeEnd : ownEnd;
    const fields = draft.plainDays
      ? item.fields
      : withYears(item.fields, section?.parsed.path ?? '', lastUpdated);
    const status = draft.plainDays ? item.status : withDayAsStatus(item.status, item.fields, lastUpdated);
    return {
      address: addresses[at] ?? item.key,
      key: item.key,
      kind: item.kind,
      title: item.title,
      section: firstSection + item.section,
      parent: parentOf(item, isHeading, section, addresses, index),
      carrier: item.carrier,
      span: { start, end },
      line: item.line + chunk.line + 1,
      fields: status === item.status ? fields : withoutDayOfStatus(fields),
      status: status?.word || null,
      state: status?.state ?? null,
      guess: status?.guess ?? false,
      deferred: status?.deferred ?? false,
      vocabulary: item.vocabulary,
      dependsOn: resolveNeeds(item, addresses[at] ?? '', index),
    };
  });
}

function movedTo(item: ParsedItem, start: number, end: number): ParsedItem {
  const { span } = item;
  return span.start === start && span.end === end ? item : { ...item, span: { start, end } };
}

function pathOf(item: ItemDraft, firstSection: number, sections: readonly OutlineSection[]): string {
  return sections[firstSection + item.section]?.parsed.path ?? '';
}

function parentOf(
  item: ItemDraft,
  isHeading: boolean,
  section: OutlineSection | undefined,
  addresses: readonly string[],
  index: KeyIndex | null,
): string | null {
  const related = item.relate === null ? null : (index?.byKindAndKey(item.relate, item.key) ?? null);
  if (related !== null) return related;
  if (item.parent >= 0) return addresses[item.parent] ?? null;
  if (item.parent === NO_PARENT || item.parent !== ENCLOSING || section === undefined) return null;
  return isHeading ? section.enclosing : (section.item ?? section.enclosing);
}

function resolveNeeds(item: ItemDraft, own: string, index: KeyIndex | null): string[] {
  if (index === null || item.needs.length === 0) return [];
  const found = item.needs
    .map((need) => index.byKey(need))
    .filter((address) => address !== null && address !== own);
  return [...new Set(found.filter((address) => address !== null))];
}
