import { readFileSync } from 'node:fs';
import type { ParsedDocument, ParsedItem } from '../../../core/domain/trackers/model.ts';
import { parseTracker } from '../../../core/domain/trackers/read/parse.ts';
import { decode } from '../../../core/domain/trackers/text/text.ts';

const fixtures = new URL('../../fixtures/trackers/', import.meta.url);

export function readFixture(name: string): ParsedDocument {
  return parseTracker(decode(readFileSync(new URL(name, fixtures))), { fileName: name });
}

export function itemAt(doc: ParsedDocument, address: string): ParsedItem {
  const item = doc.items.find((entry) => entry.address.endsWith(address));
  if (item === undefined)
    throw new Error(`No item at ${address}; there are ${doc.items.map((entry) => entry.address).join(', ')}`);
  return item;
}

/** Values by field name. */
export function valuesOf(item: ParsedItem): Record<string, string> {
  return Object.fromEntries(item.fields.map((field) => [field.name, field.value]));
}
