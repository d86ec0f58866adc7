import { isIsoDate } from '../../../../kernel/time.ts';
import type { Field } from '../../model.ts';
import { isDayAsStatus } from './day-as-status.ts';

/** Every day is written as it is stored, or not at all: none lacks its year, and nothing is to be told of any. */
export function saysPlainDays(fields: readonly Pick<Field, 'kind' | 'raw' | 'value'>[]): boolean {
  return fields.every(({ kind, raw, value }) => {
    if (kind !== 'date') return !isDayAsStatus({ kind, value });
    return raw === '' ? value === '' || isIsoDate(value) : raw === value && isIsoDate(value);
  });
}
