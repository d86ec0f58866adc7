import type { PlannedChange } from '../../../../core/domain/trackers/edit/edit.ts';
import type { ParsedDocument, ParsedItem } from '../../../../core/domain/trackers/model.ts';

/** What differs between two texts of one tracker, item by item, in readable values. */
export function documentChanges(before: ParsedDocument, after: ParsedDocument): PlannedChange[] {
  const changes: PlannedChange[] = [];
  const old = new Map(before.items.map((item) => [item.address, item]));
  for (const item of after.items) {
    const known = old.get(item.address);
    old.delete(item.address);
    if (known === undefined) changes.push(whole(item, null, item.title));
    else changes.push(...fieldChanges(known, item));
  }
  for (const gone of old.values()) changes.push(whole(gone, gone.title, null));
  return changes;
}

function fieldChanges(before: ParsedItem, after: ParsedItem): PlannedChange[] {
  const changes: PlannedChange[] = [];
  for (const field of after.fields) {
    const old = before.fields.find((candidate) => candidate.name === field.name);
    if (old === undefined || old.raw === field.raw) continue;
    changes.push({
      address: after.address,
      field: field.name,
      label: field.label,
      before: old.value,
      after: field.value,
    });
  }
  return changes;
}

function whole(item: ParsedItem, before: string | null, after: string | null): PlannedChange {
  return { address: item.address, field: 'item', label: 'Row', before, after };
}
