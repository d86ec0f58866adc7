import type { Field } from '../../model.ts';

const ISO = /^\d{4}-\d{2}-\d{2}$/u;

export function isWholeDay(value: string): boolean {
  return ISO.test(value);
}

/** Every day is written as it is stored, or not at all: none lacks its year, and nothing is to be told of any. */
export function saysPlainDays(fields: readonly Pick<Field, 'kind' | 'raw' | 'value'>[]): boolean {
  return fields.every(
    ({ kind, raw, value }) =>
      kind !== 'date' ||
      (raw === '' ? value === '' || isWholeDay(value) : raw === value && isWholeDay(value)),
  );
}
