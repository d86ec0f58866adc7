import type { StoredField } from '../json-columns.ts';

type DatedField = Pick<StoredField, 'name' | 'label' | 'kind' | 'value'>;

const ISO = /^\d{4}-\d{2}-\d{2}$/;
const START = /\b(start|started|begin|begins|from|kick-?off)\b/i;
const END = /\b(due|target|deadline|end|ends|finish|eta|until|by|to)\b/i;

/** The two dates views work with: when it is due (the `date` field, else one labelled as an end), when it starts. */
export function mainDates(fields: readonly DatedField[]): {
  readonly start: string | null;
  readonly due: string | null;
} {
  const dates = fields.filter((field) => field.kind === 'date' && ISO.test(field.value));
  const start = dates.find((field) => field.name !== 'date' && START.test(field.label)) ?? null;
  const rest = dates.filter((field) => field !== start);
  const due =
    rest.find((field) => field.name === 'date') ??
    rest.find((field) => END.test(field.label)) ??
    rest[0] ??
    null;
  return { start: start?.value ?? null, due: due?.value ?? null };
}
