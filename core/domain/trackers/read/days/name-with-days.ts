import type { DayOrder } from '../../text/calendar/date-forms.ts';
import { findDates, readDay } from '../../text/dates.ts';
import { plainText } from '../../text/plain-text.ts';
import type { Span } from '../../text/span.ts';
import { namesNobody } from '../../vocabulary/saying-nothing.ts';
import { isFinished } from '../../vocabulary/states.ts';
import type { DraftField } from '../draft-field.ts';
import type { ItemStatus } from '../item-status.ts';
import { findStatedDays } from './stated-days.ts';

/** `done (2026-02-04)`: the status of what is finished may say since when. */
export function withDoneDay<
  Item extends { readonly fields: DraftField[]; readonly status?: ItemStatus | null },
>(item: Item): Item {
  const state = item.status?.state ?? null;
  const said = item.fields.find((field) => field.name === 'status');
  if (said === undefined || state === null || !isFinished(state)) return item;
  if (item.fields.some((field) => field.name === 'done')) return item;
  const [day, ...others] = findDates(said.raw);
  if (day === undefined || others.length > 0) return item;
  const { end } = said.span;
  const field: DraftField = {
    name: 'done',
    label: 'Done',
    kind: 'date',
    span: { start: end, end },
    raw: '',
    value: day.iso,
    editable: false,
    locked: 'it stands in the status, so it is changed there',
  };
  return { ...item, fields: [...item.fields, field] };
}

const BY_FORM = 'only its form tells it from the other words of the line, so it is changed in the source';

function ownerText(said: string): string {
  const person = plainText(said);
  return namesNobody(person) ? '' : person;
}

const AMID = 'it stands amid the words of the name, so it is changed there';

/** A name without the days stated beside it, and these as fields; null where none is stated. */
export function nameWithDays(
  text: string,
  name: Span,
  order: DayOrder,
  only: ReadonlySet<string> | null = null,
): { readonly name: Span; readonly days: readonly DraftField[] } | null {
  const raw = text.slice(name.start, name.end);
  const line = findStatedDays(raw, order, only);
  if (line === null) return null;
  const days = line.days.map(({ kind, name: field, label, span, byForm }): DraftField => {
    const said = raw.slice(span.start, span.end);
    const value = kind === 'date' ? (readDay(said, order)?.day ?? said) : ownerText(said);
    const shared = { name: field, label, kind, value };
    if (line.amid)
      return { ...shared, raw: '', span: { start: name.end, end: name.end }, editable: false, locked: AMID };
    const place = { start: name.start + span.start, end: name.start + span.end };
    if (byForm === true) return { ...shared, raw: said, span: place, editable: false, locked: BY_FORM };
    return { ...shared, raw: said, span: place, editable: true };
  });
  return { name: { start: name.start + line.name.start, end: name.start + line.name.end }, days };
}
