import { rowHash } from '../../core/domain/trackers/identity/identity.ts';
import type { ParsedDocument, ParsedItem } from '../../core/domain/trackers/model.ts';
import { wellFormed } from '../../core/domain/trackers/text/well-formed.ts';
import type { ItemId } from '../../core/kernel/ids.ts';
import { fold } from '../fold.ts';
import type { StoredField } from '../json-columns.ts';
import { fieldsJson } from '../json-columns.ts';
import { type ItemRecord, positionOf } from '../tables/trackers/item.ts';
import type { ItemFacts } from '../tables/trackers/item-facts.ts';
import { mainDates } from './main-dates.ts';
import type { ProjectedItem } from './projected-cache.ts';

/** Where an item stands: place within its section and depth under its parents. */
export interface Placement {
  readonly position: number;
  readonly line: number;
  readonly depth: number;
}

/** Walks along the items of a document, and tells where the one it has come to stands. */
export class Places implements Placement {
  position = 0;
  line = 0;
  depth = 0;
  readonly #document: ParsedDocument;
  readonly #counts: number[] = [];
  #depthBelow: ((parent: string) => number) | null = null;

  constructor(document: ParsedDocument) {
    this.#document = document;
  }

  /** Items in document order. */
  next({ section, line, parent }: ParsedItem): void {
    const place = this.#counts[section] ?? 0;
    this.#counts[section] = place + 1;
    this.position = positionOf(section, place);
    this.line = line - (this.#document.sections[section]?.line ?? 0);
    if (parent === null) this.depth = 0;
    else {
      this.#depthBelow ??= depths(this.#document);
      this.depth = this.#depthBelow(parent);
    }
  }
}

const DEEPEST = 32;

/** How deep the items below a parent stand. Few items are parents, however many there are. */
function depths({ items }: ParsedDocument): (parent: string) => number {
  const parents = new Set(items.map(({ parent }) => parent));
  const above = new Map(
    items.filter(({ address }) => parents.has(address)).map(({ address, parent }) => [address, parent]),
  );
  const known = new Map<string, number>();
  return (parent) => {
    let depth = known.get(parent) ?? 0;
    if (depth > 0) return depth;
    for (let at: string | null = parent; at !== null && depth < DEEPEST; at = above.get(at) ?? null)
      depth += 1;
    known.set(parent, depth);
    return depth;
  };
}

/** True when the stored row already holds everything that is shown of this item, its position aside. */
export function isUnchanged(
  stored: ProjectedItem,
  item: ParsedItem,
  parentId: ItemId | null,
  placeOf: ItemId | null,
  depth: number,
): boolean {
  const { record, read } = stored;
  const isLinked = record.parentId === parentId && record.placeOf === placeOf && record.depth === depth;
  if (!isLinked || (read !== null && saysTheSame(read, item))) return isLinked;
  return (
    record.address === wellFormed(item.address) &&
    record.key === wellFormed(item.key) &&
    record.kind === item.kind &&
    record.title === wellFormed(item.title) &&
    record.status === nullableText(item.status) &&
    record.state === item.state &&
    record.guess === flag(item.guess) &&
    record.deferred === flag(item.deferred) &&
    record.vocabulary === nullableText(item.vocabulary) &&
    sameFields(stored.fields, item.fields)
  );
}

/** Two readings that share their fields: an item that was not touched between. */
function saysTheSame(one: ParsedItem, other: ParsedItem): boolean {
  if (one === other) return true;
  return (
    one.fields === other.fields &&
    one.key === other.key &&
    one.address === other.address &&
    one.kind === other.kind &&
    one.title === other.title &&
    one.status === other.status &&
    one.state === other.state &&
    one.guess === other.guess &&
    one.deferred === other.deferred &&
    one.vocabulary === other.vocabulary
  );
}

function sameFields(stored: readonly StoredField[], fields: ParsedItem['fields']): boolean {
  if (stored.length !== fields.length) return false;
  return fields.every((field, at) => {
    const before = stored[at];
    return (
      before !== undefined &&
      before.raw === field.raw &&
      before.value === field.value &&
      before.name === field.name &&
      before.label === field.label &&
      before.kind === field.kind &&
      before.editable === field.editable &&
      before.locked === (field.locked ?? null)
    );
  });
}

export function storedFields(item: ParsedItem): StoredField[] {
  return item.fields.map(({ name, label, kind, raw, value, editable, locked }) => ({
    name,
    label,
    kind,
    raw,
    value,
    editable,
    locked: locked ?? null,
  }));
}

/** `own`: what stands in the row's place; `item`: what is shown of it. A further place keeps its fields, and tells none. */
export function itemRecord(
  { item, own }: { readonly item: ParsedItem; readonly own: ParsedItem },
  id: ItemId,
  place: Placement,
  links: {
    readonly parentId: ItemId | null;
    readonly placeOf: ItemId | null;
    readonly dependsOn: readonly ItemId[];
  },
  fields: readonly StoredField[],
  facts: ItemFacts,
): ItemRecord {
  const told = links.placeOf === null ? fields : [];
  const dates = mainDates(told);
  return {
    id,
    position: place.position,
    section: item.section,
    line: place.line,
    address: wellFormed(item.address),
    key: wellFormed(item.key),
    kind: item.kind,
    title: wellFormed(item.title),
    parentId: links.parentId,
    placeOf: links.placeOf,
    depth: place.depth,
    status: nullableText(item.status),
    state: item.state,
    guess: flag(item.guess),
    deferred: flag(item.deferred),
    vocabulary: nullableText(item.vocabulary),
    start: dates.start,
    due: dates.due,
    firstDue: facts.firstDue,
    firstDueIn: facts.firstDueIn,
    owner: valueOf(told, 'owner'),
    notes: valueOf(told, 'notes'),
    fields: fieldsJson.write(fields),
    haystack: haystackOf(item.title, told),
    dependsOn: JSON.stringify(links.dependsOn),
    rowHash: rowHash(own),
    addedAt: facts.addedAt,
    changedAt: facts.changedAt,
  };
}

/** Text of one item that the filter box looks through. */
const HAYSTACK_LIMIT = 1000;

function haystackOf(title: string, fields: readonly StoredField[]): string {
  const values = fields.filter((field) => field.value !== title).map((field) => field.value);
  return wellFormed(fold([title, ...values].join('\n')).slice(0, HAYSTACK_LIMIT));
}

function valueOf(fields: readonly StoredField[], kind: 'owner' | 'notes'): string | null {
  const field = fields.find((one) => one.name === kind) ?? fields.find((one) => one.kind === kind);
  return field === undefined || field.value === '' ? null : wellFormed(field.value);
}

function nullableText(text: string | null): string | null {
  return text === null ? null : wellFormed(text);
}

function flag(value: boolean): 0 | 1 {
  return value ? 1 : 0;
}
