import type { Field, ParsedDocument, ParsedItem } from '../model.ts';
import { shiftSpan } from '../text/span.ts';
import { placesOf } from './places.ts';

/** The places of an item, its first one first; of a further place, those of the item it belongs to. */
export function placesOfItem(doc: ParsedDocument, item: ParsedItem): readonly ParsedItem[] {
  const places = placesOf(doc);
  if (places.size === 0) return [item];
  const first = places.get(item.address) ?? item.address;
  const own = doc.items.filter((one) => one.address === first);
  return [...own, ...doc.items.filter((one) => places.get(one.address) === first)];
}

const known = new WeakMap<ParsedDocument, ReadonlyMap<ParsedItem, ParsedItem>>();

/**
 * What is shown of an item: what all its places say, as one. A further place is shown by its item alone, and says nothing
 * itself. Fields of other places stand where they are there, told from the item's beginning.
 */
export function shownItem(doc: ParsedDocument, item: ParsedItem): ParsedItem {
  return changedOnes(doc).get(item) ?? item;
}

/** Every item once, as it is shown. */
export function shownItems(doc: ParsedDocument): readonly ParsedItem[] {
  const places = placesOf(doc);
  if (places.size === 0) return doc.items;
  return doc.items.filter((item) => !places.has(item.address)).map((item) => shownItem(doc, item));
}

function changedOnes(doc: ParsedDocument): ReadonlyMap<ParsedItem, ParsedItem> {
  const kept = known.get(doc) ?? joinAll(doc);
  known.set(doc, kept);
  return kept;
}

const UNCHANGED: ReadonlyMap<ParsedItem, ParsedItem> = new Map();

function joinAll(doc: ParsedDocument): ReadonlyMap<ParsedItem, ParsedItem> {
  const places = placesOf(doc);
  if (places.size === 0) return UNCHANGED;
  const further = Map.groupBy(
    doc.items.filter((item) => places.has(item.address)),
    (item) => places.get(item.address),
  );
  const changed = new Map<ParsedItem, ParsedItem>();
  for (const item of doc.items) {
    const others = further.get(item.address);
    const joined = others === undefined ? item : others.reduce(join, item);
    const silent = places.has(item.address) ? { ...item, ...SILENT } : joined;
    const shown = withFirstPlaces(silent, places);
    if (shown !== item) changed.set(item, shown);
  }
  return changed;
}

const SILENT = { status: null, state: null, guess: false, deferred: false, vocabulary: null } as const;

function join(item: ParsedItem, other: ParsedItem): ParsedItem {
  const { status, state, guess, deferred, vocabulary } = saysMore(other, item) ? other : item;
  const dependsOn = [...new Set([...item.dependsOn, ...other.dependsOn])];
  return { ...item, fields: joinFields(item, other), status, state, guess, deferred, vocabulary, dependsOn };
}

/** How much a place says of the state: a known word, a word nobody knows, an empty cell, nothing. */
function weightOf({ status, state }: ParsedItem): number {
  if (state === null) return 0;
  if (status === null) return 1;
  return state === 'unknown' ? 2 : 3;
}

function saysMore(other: ParsedItem, item: ParsedItem): boolean {
  return weightOf(other) > weightOf(item);
}

/** The place whose state is shown. */
export function placeOfState(places: readonly ParsedItem[]): ParsedItem | undefined {
  return places.reduce<ParsedItem | undefined>(
    (shown, place) => (shown === undefined || saysMore(place, shown) ? place : shown),
    undefined,
  );
}

/** The place whose field of this name is shown: the first that fills it, else the first that has it. */
export function placeOfField(places: readonly ParsedItem[], name: string): ParsedItem | undefined {
  const fills = (place: ParsedItem) => place.fields.some((field) => field.name === name && field.raw !== '');
  return places.find(fills) ?? places.find((place) => place.fields.some((field) => field.name === name));
}

/** Fields that say the state, in whatever form a place does. */
function statesState({ name, kind }: Field): boolean {
  return name === 'status' || kind === 'check' || name === 'sign';
}

/** What the first place leaves empty, the other fills; the state is told in the form of the place it is taken from. */
function joinFields(item: ParsedItem, other: ParsedItem): Field[] {
  const theirs = fieldsSeenFrom(item, other);
  const stating = saysMore(other, item) ? theirs : item.fields;
  const filled = new Map(
    theirs.filter((field) => field.raw !== '' && !statesState(field)).map((field) => [field.name, field]),
  );
  const own = item.fields
    .filter((field) => !statesState(field))
    .map((field) => (field.raw === '' ? (filled.get(field.name) ?? field) : field));
  const has = new Set(own.map((field) => field.name));
  const more = theirs.filter((field) => !statesState(field) && !has.has(field.name));
  return [...own, ...stating.filter(statesState), ...more];
}

/** The fields of another place, told from where the item begins. */
function fieldsSeenFrom(item: ParsedItem, other: ParsedItem): readonly Field[] {
  const by = other.span.start - item.span.start;
  return other.fields.map((field) => ({ ...field, within: shiftSpan(field.within, by) }));
}

/** What names a further place means the item. */
function withFirstPlaces(item: ParsedItem, places: ReadonlyMap<string, string>): ParsedItem {
  const { address, parent, dependsOn } = item;
  const first = (one: string) => places.get(one) ?? one;
  const above = parent === null ? null : first(parent);
  const needs = dependsOn.some((one) => places.has(one))
    ? [...new Set(dependsOn.map(first))].filter((one) => one !== first(address))
    : dependsOn;
  return above === parent && needs === dependsOn ? item : { ...item, parent: above, dependsOn: needs };
}
