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

/** Places the items of a document one after the other, in document order. */
export function positioner(document: ParsedDocument): (item: ParsedItem) => Placement {
  const counts: number[] = [];
  let byAddress: Map<string, ParsedItem> | null = null;
  return (item) => {
    const place = counts[item.section] ?? 0;
    counts[item.section] = place + 1;
    if (item.parent !== null) byAddress ??= new Map(document.items.map((one) => [one.address, one]));
    return {
      position: positionOf(item.section, place),
      line: item.line - (document.sections[item.section]?.line ?? 0),
      depth: item.parent === null ? 0 : depthOf(item, byAddress ?? new Map()),
    };
  };
}

const DEEPEST = 32;

function depthOf(item: ParsedItem, byAddress: ReadonlyMap<string, ParsedItem>): number {
  let depth = 0;
  let above = item.parent;
  while (above !== null && depth < DEEPEST) {
    depth += 1;
    above = byAddress.get(above)?.parent ?? null;
  }
  return depth;
}

/** True when the stored row already holds everything that is shown of this item, its position aside. */
export function isUnchanged(
  stored: ProjectedItem,
  item: ParsedItem,
  links: Pick<ItemRecord, 'parentId' | 'placeOf'>,
  depth: number,
): boolean {
  const { record } = stored;
  return (
    record.address === wellFormed(item.address) &&
    record.key === wellFormed(item.key) &&
    record.kind === item.kind &&
    record.title === wellFormed(item.title) &&
    record.parentId === links.parentId &&
    record.placeOf === links.placeOf &&
    record.depth === depth &&
    record.status === nullableText(item.status) &&
    record.state === item.state &&
    record.guess === flag(item.guess) &&
    record.deferred === flag(item.deferred) &&
    record.vocabulary === nullableText(item.vocabulary) &&
    sameFields(stored.fields, item.fields)
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
