import type { FieldKind } from '../model.ts';
import { type DayOrder, readDate } from '../text/dates.ts';
import { plainText } from '../text/plain-text.ts';

/** The readable value of a field's text. */
export function fieldValue(kind: FieldKind, raw: string, order: DayOrder): string {
  if (raw === '') return '';
  if (kind === 'date') return readDate(raw, order)?.iso ?? plainText(raw);
  return plainText(raw);
}
