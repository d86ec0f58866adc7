import { fail, ok } from '../../../kernel/result.ts';
import { itemAt } from '../identity/item-at.ts';
import type { Field, ParsedDocument, ParsedItem } from '../model.ts';
import { readDate, readDay } from '../text/dates.ts';
import { plainText } from '../text/plain-text.ts';
import type { Splice } from '../text/span.ts';
import { normalWord } from '../vocabulary/vocabulary.ts';
import type { FieldNow } from './edit-field.ts';
import type { AddressedEdit, EditResult } from './edit-plan.ts';
import { placesAfter } from './places-after.ts';

/** What a plan wrote, to be found again in the text it makes. */
export interface Written {
  readonly edits: readonly AddressedEdit[];
  readonly splices: readonly Splice[];
  /** By address and field name, as JSON. */
  readonly fields: ReadonlyMap<string, FieldNow>;
  /** Metadata by name: the value asked for. */
  readonly meta: ReadonlyMap<string, string>;
  /** A line was added to the change log, too. */
  readonly isLogged: boolean;
}

/** What an edit did to the reading that nobody asked for, in words; null where it reads as asked and nothing else moved. */
export function checkReading(doc: ParsedDocument, after: ParsedDocument, written: Written): EditResult<null> {
  const wrong = misread(doc, after, written);
  if (wrong === null) return ok(null);
  return fail('value.not-allowed', `${wrong} Nothing was changed; edit the source.`);
}

function misread(doc: ParsedDocument, after: ParsedDocument, written: Written): string | null {
  const asked = byItem(doc, written.fields);
  const now = placesAfter(doc, after, written.edits, written.splices, written.isLogged);
  if (typeof now === 'string') return now;
  const lost = written.edits.map((edit) => lostDay(edit, now.came)).find((one) => one !== null);
  if (lost !== undefined) return lost;
  // What a person writes as text may be a key of status words, or anything else.
  const isText = written.edits.some(({ kind }) => kind === 'set-prose');
  for (let at = 0; at < doc.items.length; at += 1) {
    const item = doc.items[at];
    const found = now.places[at];
    // It went, or went elsewhere, as asked.
    if (item === undefined || found === undefined) continue;
    const fields = asked.get(item);
    if (fields === undefined && isText) continue;
    if (fields === undefined && found !== null && saysSame(item, found)) continue;
    if (found === null) return `"${item.title}" in line ${item.line} would no longer be read as an entry.`;
    const wrong = fields === undefined ? moved(item, found) : misreadItem(item, found, fields);
    if (wrong !== null) return wrong;
  }
  return misreadMeta(doc, after, written.meta);
}

/** A day of a new row that is not read there. */
function lostDay(edit: AddressedEdit, came: readonly ParsedItem[]): string | null {
  if (edit.kind !== 'add-item' || came.length === 0) return null;
  const days = Object.entries(edit.values).flatMap(([name, value]) => {
    const iso = readDate(value)?.iso;
    return iso === undefined ? [] : [{ name, iso }];
  });
  const isRead = (item: ParsedItem) =>
    days.every(({ name, iso }) => {
      const field = item.fields.find((one) => one.name === name);
      return field === undefined || field.kind !== 'date' || field.value === iso;
    });
  return came.some(isRead) ? null : 'A day of the new row would not be read there.';
}

type Asked = ReadonlyMap<string, FieldNow>;

function byItem(doc: ParsedDocument, fields: Written['fields']): ReadonlyMap<ParsedItem, Asked> {
  const asked = new Map<ParsedItem, Map<string, FieldNow>>();
  for (const [place, now] of fields) {
    const [address, name]: unknown[] = JSON.parse(place);
    const item = itemAt(doc, String(address));
    if (item === null) continue;
    const own = asked.get(item) ?? new Map<string, FieldNow>();
    asked.set(item, own.set(String(name), now));
  }
  return asked;
}

function saysSame(one: ParsedItem, other: ParsedItem): boolean {
  return (
    one === other ||
    (one.title === other.title &&
      one.state === other.state &&
      one.status === other.status &&
      sameFields(one.fields, other.fields))
  );
}

function sameFields(one: readonly Field[], other: readonly Field[]): boolean {
  if (one === other) return true;
  return (
    one.length === other.length &&
    one.every((field, at) => {
      const there = other[at];
      return field === there || (field.name === there?.name && field.value === there.value);
    })
  );
}

/** What another item says otherwise than before; null where that follows from what was asked. */
function moved(item: ParsedItem, now: ParsedItem): string | null {
  const told = (what: string, before: string, after: string) =>
    `It would change what "${item.title}" in line ${item.line} says: ${what} from "${before}" to "${after}".`;
  if (item.title !== now.title) return told('Name', item.title, now.title);
  if (statesItself(item) && (item.state !== now.state || item.status !== now.status))
    return told('Status', item.status ?? '', now.status ?? '');
  const changed = changedField(item, now, () => true);
  return changed === null ? null : told(changed.label, changed.value, changed.now);
}

/** Others take the state of their heading, which may have been what was set. */
function statesItself({ fields }: ParsedItem): boolean {
  return fields.some(({ kind }) => kind === 'status' || kind === 'check');
}

function changedField(
  item: ParsedItem,
  now: ParsedItem,
  counts: (field: Field) => boolean,
): { readonly label: string; readonly value: string; readonly now: string } | null {
  const there = new Map(now.fields.map((field) => [field.name, field]));
  for (const field of item.fields) {
    const value = there.get(field.name)?.value ?? '';
    if (value === field.value || !counts(field) || lacksYear(field)) continue;
    return { label: field.label, value: field.value, now: value };
  }
  const had = new Set(item.fields.map(({ name }) => name));
  const added = now.fields.find((field) => !had.has(field.name) && field.value !== '' && counts(field));
  return added === undefined ? null : { label: added.label, value: '', now: added.value };
}

/** Its year is that of the headings or of the last update, which may have been what was set. */
function lacksYear({ kind, raw }: Field): boolean {
  return kind === 'date' && readDay(raw)?.day.startsWith('--') === true;
}

/** Fields that a status says beside itself, and those that follow it. */
const OF_STATUS: ReadonlySet<string> = new Set(['status', 'done', 'check', 'sign']);

function misreadItem(item: ParsedItem, now: ParsedItem, asked: Asked): string | null {
  const fields = new Map(now.fields.map((field) => [field.name, field]));
  let setsState = false;
  for (const [name, wanted] of asked) {
    setsState ||= wanted.state !== undefined;
    const field = fields.get(name);
    const label = item.fields.find((one) => one.name === name)?.label ?? name;
    if (!saysAsked(now, field, wanted)) {
      const said = wanted.state === undefined ? (field?.value ?? '') : (now.status ?? '');
      return `${label} of "${item.title}" would read "${said}" there, not "${wanted.value}".`;
    }
  }
  const typed = [...asked.values()].map(({ raw }) => raw);
  const changed = changedField(item, now, ({ name, raw }) => {
    if (asked.has(name) || (setsState && OF_STATUS.has(name))) return false;
    // Told amid the words of another field, or by what was typed there.
    return raw !== '' && !typed.some((text) => text.includes(raw));
  });
  if (changed !== null)
    return `${changed.label} of "${item.title}" would then read "${changed.now}" instead of "${changed.value}".`;
  const lost = !setsState && statesItself(item) && item.state !== null && item.state !== now.state;
  if (lost)
    return `"${item.title}" would then have the status "${now.status ?? ''}" instead of "${item.status ?? ''}".`;
  return null;
}

function saysAsked(now: ParsedItem, field: Field | undefined, wanted: FieldNow): boolean {
  if (wanted.state !== undefined) {
    const said = normalWord(now.status ?? '');
    const named = wanted.state === 'unknown' ? said.startsWith(normalWord(wanted.value)) : true;
    return now.state === wanted.state && named;
  }
  if (field === undefined) return wanted.value === '';
  // A day typed with a name is a field of its own.
  const typedDay = now.fields.some(
    ({ kind, raw }) => kind === 'date' && raw !== '' && wanted.raw.includes(raw),
  );
  return (
    (field.name === 'name' && typedDay && field.raw !== '' && wanted.raw.includes(field.raw)) ||
    field.value === wanted.value ||
    (field.kind !== 'date' && (field.raw === wanted.raw.trim() || field.value === plainText(wanted.raw)))
  );
}

function misreadMeta(doc: ParsedDocument, after: ParsedDocument, asked: Written['meta']): string | null {
  const now = new Map(after.meta.map((field) => [field.name, field.value]));
  for (const { name, label, value } of doc.meta) {
    const wanted = asked.get(name) ?? value;
    const said = now.get(name) ?? '';
    if (said !== wanted && said !== plainText(wanted))
      return `${label} would then read "${said}", not "${wanted}".`;
  }
  return null;
}
