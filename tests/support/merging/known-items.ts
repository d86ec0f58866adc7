import { type KnownItem, rowHash, sectionOf } from '../../../core/domain/trackers/identity/identity.ts';
import type { ParsedDocument } from '../../../core/domain/trackers/model.ts';

/** The items of a version as the workspace would know them, each with its address for an id. */
export function knownItems(doc: ParsedDocument): KnownItem[] {
  return doc.items.map((item) => ({
    id: item.address,
    address: item.address,
    key: item.key,
    title: item.title,
    sectionPath: sectionOf(item.address),
    rowHash: rowHash(item),
    kind: item.kind,
    values: item.fields.map((field) => field.raw),
  }));
}
