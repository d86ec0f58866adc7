import { type KnownItem, knownItem } from '../../../core/domain/trackers/identity/identity.ts';
import type { ParsedDocument } from '../../../core/domain/trackers/model.ts';

/** The items of a version as the workspace would know them, each with its address for an id. */
export function knownItems(doc: ParsedDocument): KnownItem[] {
  return doc.items.map(knownItem);
}
