import type { StoredField } from '../json-columns.ts';

export interface FieldChange {
  readonly field: string;
  readonly label: string;
  readonly before: string | null;
  readonly after: string | null;
}

type ReadableField = Pick<StoredField, 'name' | 'label' | 'value'>;

/** Fields whose readable value differs; a change of spacing or of a column's label is none. */
export function changedFields(
  before: readonly ReadableField[],
  after: readonly ReadableField[],
): FieldChange[] {
  const old = new Map(before.map((field) => [field.name, field]));
  const changes: FieldChange[] = [];
  for (const field of after) {
    const was = old.get(field.name);
    old.delete(field.name);
    if (was?.value === field.value) continue;
    const change = { field: field.name, label: field.label, before: was?.value ?? null, after: field.value };
    changes.push(change);
  }
  for (const field of old.values()) {
    changes.push({ field: field.name, label: field.label, before: field.value, after: null });
  }
  return changes;
}
