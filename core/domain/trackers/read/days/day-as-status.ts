import type { Field } from '../../model.ts';
import { isFinished } from '../../vocabulary/states.ts';
import { recogniseWord } from '../../vocabulary/vocabulary.ts';
import type { ItemStatus } from '../item-status.ts';

const DAY_ALONE = /^\d{4}-\d{2}-\d{2}$/u;

/** Whether a day stands in place of a status. */
export function isDayAsStatus({ kind, value }: Pick<Field, 'kind' | 'value'>): boolean {
  return kind === 'status' && DAY_ALONE.test(value);
}

/**
 * A day in place of a status is when it was done only if it had come when the document was last updated. Where that is
 * not known, a column that asks for it ("Done") still says so; under "Status" nobody can tell. A row that ends before
 * its table does may have lost the cell in front, so its day is of another column.
 */
export function withDayAsStatus(
  status: ItemStatus | null,
  fields: readonly Field[],
  lastUpdated: string | null,
): ItemStatus | null {
  const day = status?.guess === true ? fields.find(isDayAsStatus) : undefined;
  if (status === null || day === undefined || status.word !== day.value) return status;
  if (fields.some(({ locked }) => locked === ROW_ENDS)) return { ...status, state: 'unknown' };
  if (lastUpdated !== null) return day.value <= lastUpdated ? status : { ...status, state: 'planned' };
  const asked = recogniseWord(day.label)?.state;
  return asked !== undefined && isFinished(asked) ? status : { ...status, state: 'unknown' };
}

/** The day of its status is no day it was done. */
export function withoutDayOfStatus(fields: readonly Field[]): readonly Field[] {
  return fields.filter(({ name, raw }) => name !== 'done' || raw !== '');
}

export const ROW_ENDS = 'the row ends before this column';
