import type { Field, FieldKind } from '../model.ts';
import type { DayOrder } from '../text/calendar/date-forms.ts';
import { edgeMeant, readDay } from '../text/dates.ts';
import { plainText } from '../text/plain-text.ts';
import { type Span, shiftSpan } from '../text/span.ts';
import { namesNobody } from '../vocabulary/saying-nothing.ts';

/** A field as read from a text: its span is counted from the start of that, not of its item. */
export type DraftField = Omit<Field, 'within'> & { readonly span: Span };

/** What a field is called, and what it holds. */
export interface FieldName {
  readonly name: string;
  readonly label: string;
  readonly kind: FieldKind;
}

export function draftField(
  text: string,
  { name, label, kind }: FieldName,
  span: Span,
  order: DayOrder,
  locked?: string,
): DraftField {
  const raw = text.slice(span.start, span.end);
  const value = valueOf(name, kind, raw, order);
  const field = { name, label, kind, span, raw, value, editable: locked === undefined };
  return locked === undefined ? field : { ...field, locked };
}

function valueOf(name: string, kind: FieldKind, raw: string, order: DayOrder): string {
  if (raw === '') return '';
  if (kind === 'date') return readDay(raw, order, edgeMeant(name))?.day ?? plainText(raw);
  const said = plainText(raw);
  return kind === 'owner' && namesNobody(said) ? '' : said;
}

export function inItem({ span, ...field }: DraftField, itemStart: number): Field {
  return { ...field, within: shiftSpan(span, -itemStart) };
}
