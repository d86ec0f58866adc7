import { ok } from '../../../kernel/result.ts';
import type { Field, ParsedItem } from '../model.ts';
import { calledOf, withoutLabel } from '../places/called-alike.ts';
import { placesOfItem, shownItem } from '../places/shown-items.ts';
import { slug } from '../text/slug.ts';
import { isFinished } from '../vocabulary/states.ts';
import { wordOf } from '../vocabulary/vocabulary.ts';
import type { EditResult, PlannedChange } from './edit-plan.ts';
import { type EditState, findItem, note, setField } from './edit-state.ts';
import { resolveStatus } from './edit-status.ts';

/** What is to be written into one place of an item. */
interface Write {
  readonly place: ParsedItem;
  readonly field: string;
  readonly value: string;
  /** Taken where the place has no such word. */
  readonly otherwise?: string;
}

/**
 * Sets a field of an item in every place that states it. A state, a day and an owner hold for the item, so they are set
 * wherever one is stated; other texts only where they say what is shown, since a note of a row is no note of its section.
 */
export function setInAllPlaces(
  state: EditState,
  address: string,
  name: string,
  value: string,
): EditResult<null> {
  const item = findItem(state, address);
  if (!item.ok) return item;
  const places = placesOfItem(state.doc, item.value);
  const [first] = places;
  if (first === undefined || places.length === 1) return setField(state, address, name, value);
  // Who names a further place by its own address means what stands there.
  const shown = item.value === first ? shownItem(state.doc, first) : item.value;
  const field =
    shown.fields.find((entry) => entry.name === name) ??
    (name === 'status' ? shown.fields.find((entry) => entry.kind === 'check') : undefined);
  if (field === undefined) return setField(state, first.address, name, value);
  const isState = field.name === 'status' || field.kind === 'check';
  const writes = isState
    ? stateWrites(state, shown, places, name, value)
    : ok(fieldWrites(first, places, field, value));
  if (!writes.ok) return writes;
  const changes: PlannedChange[] = [];
  for (const write of writes.value) {
    const done = writeInPlace({ ...state, changes }, write);
    if (!done.ok) return done;
  }
  const [change] = changes;
  if (change !== undefined) note(state, { ...change, address: first.address });
  return ok(null);
}

function writeInPlace(state: EditState, { place, field, value, otherwise }: Write): EditResult<null> {
  const done = setField(state, place.address, field, value);
  const unknown = !done.ok && done.error.code === 'status.unknown-word' && otherwise !== undefined;
  return unknown ? setField(state, place.address, field, otherwise) : done;
}

/** The place whose state is shown comes first: its words are those a person chose from. */
function stateWrites(
  state: EditState,
  shown: ParsedItem,
  places: readonly ParsedItem[],
  name: string,
  value: string,
): EditResult<Write[]> {
  const stating = places
    .flatMap((place) => {
      const field = placeOfState(place);
      return field === undefined ? [] : [{ place, field }];
    })
    .toSorted((a, b) => Number(shown.fields.includes(b.field)) - Number(shown.fields.includes(a.field)));
  const [from, ...others] = stating;
  if (from === undefined) return ok([]);
  const word =
    name === 'status' ? resolveStatus(state.doc, from.place, from.place.status ?? '', value) : null;
  if (word !== null && !word.ok) return word;
  const wanted = word?.value.state ?? (value === 'true' ? 'done' : 'planned');
  const further = others
    .filter(({ field }) => field.raw !== '')
    .map(({ place, field }) => {
      if (field.kind === 'check') return { place, field: field.name, value: String(isFinished(wanted)) };
      const vocabulary = state.doc.vocabularies.find((entry) => entry.id === place.vocabulary);
      const isOwn = vocabulary !== undefined && wordOf(vocabulary, value) !== null;
      return { place, field: field.name, value: isOwn ? value : wanted, otherwise: value };
    });
  return ok([{ place: from.place, field: name, value }, ...further]);
}

function placeOfState(place: ParsedItem): Field | undefined {
  return (
    place.fields.find((field) => field.name === 'status') ??
    place.fields.find((field) => field.kind === 'check')
  );
}

function fieldWrites(first: ParsedItem, places: readonly ParsedItem[], field: Field, value: string): Write[] {
  const having = places.flatMap((place) => {
    const own = place.fields.find((entry) => entry.name === field.name);
    return own === undefined ? [] : [{ place, own }];
  });
  const holds = field.kind === 'date' || field.kind === 'owner';
  const writes = having.flatMap(({ place, own }) => {
    const write = { place, field: own.name, value };
    if (own === field) return [write];
    if (own.raw === '') return [];
    if (holds || own.value === field.value) return [write];
    const named = field.name === 'name' && calledOf(place).name === calledOf(first).name;
    return named && slug(own.value) === calledOf(place).name
      ? [{ ...write, value: withoutLabel(value) }]
      : [];
  });
  return writes.toSorted((a, b) => Number(isOwn(b, field)) - Number(isOwn(a, field)));
}

function isOwn({ place }: Write, field: Field): boolean {
  return place.fields.includes(field);
}
