import { isIsoDay } from '../../core/kernel/time.ts';
import type { StoredField } from '../json-columns.ts';

type DatedField = Pick<StoredField, 'name' | 'value'>;

/** The two days views work with: when it is due and when it starts; no other day stands in for them. */
export function mainDates(fields: readonly DatedField[]): {
  readonly start: string | null;
  readonly due: string | null;
} {
  const day = (name: string) => {
    const value = fields.find((field) => field.name === name)?.value ?? '';
    return isIsoDay(value) ? value : null;
  };
  return { start: day('start'), due: day('date') };
}
