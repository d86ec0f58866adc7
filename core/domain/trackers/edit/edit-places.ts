import { ok } from '../../../kernel/result.ts';
import type { Field, ParsedItem } from '../model.ts';
import { calledOf, withoutLabel } from '../places/called-alike.ts';
import { placeOfField, placeOfState, placesOfItem } from '../places/shown-items.ts';
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
  seen?: string,
): EditResult<null> {
  const item = findItem(state, address);
  if (!item.ok) return item;
  const places = placesOfItem(state.doc, item.value);
  const [first] = places;
  if (first === undefined || places.length === 1) return setField(state, address, name, value, seen);
  // Who names a further place by its own address means what stands there.
  const meant = item.value === first ? places : [item.value];
  const from = name === 'status' || name === 'check' ? placeOfState(meant) : placeOfField(meant, name);
  if (from === undefined) return setField(state, address, name, value, seen);
  const writes =
    name === 'status' || name === 'check'
      ? stateWrites(state, from, places, name, value)
      : ok(fieldWrites(from, places, name, value));
  if (!writes.ok) return writes;
  const changes: PlannedChange[] = [];
  for (const write of [{ place: from, field: name, value }, ...writes.value]) {
    const done = writeInPlace({ ...state, changes }, write, seen);
    if (!done.ok) return done;
  }
  const [change] = changes;
  if (change !== undefined) note(state, { ...change, address: first.address });
  return ok(null);
}

function writeInPlace(
  state: EditState,
  { place, field, value, otherwise }: Write,
  seen: string | undefined,
): EditResult<null> {
  const done = setField(state, place.address, field, value, seen);
  const unknown = !done.ok && done.error.code === 'status.unknown-word' && otherwise !== undefined;
  return unknown ? setField(state, place.address, field, otherwise) : done;
}

/** In a place's own words, where it has none like the one that was chosen from those of another. */
function stateWrites(
  state: EditState,
  from: ParsedItem,
  places: readonly ParsedItem[],
  name: string,
  value: string,
): EditResult<Write[]> {
  const word = name === 'status' ? resolveStatus(state.doc, from, from.status ?? '', value) : null;
  if (word !== null && !word.ok) return word;
  const wanted = word?.value.state ?? (value === 'true' ? 'done' : 'planned');
  const writes = places.flatMap((place): Write[] => {
    const field = fieldOf(place, 'status') ?? place.fields.find(({ kind }) => kind === 'check');
    if (place === from || field === undefined || field.raw === '') return [];
    if (field.kind === 'check') {
      // A box has no word for the states between open and done: it keeps the one it has.
      const keeps = place.state === wanted || (wanted !== 'planned' && field.value === 'false');
      if (keeps && !isFinished(wanted)) return [];
      return [{ place, field: field.name, value: String(isFinished(wanted)) }];
    }
    const vocabulary = state.doc.vocabularies.find((entry) => entry.id === place.vocabulary);
    const isOwn = vocabulary !== undefined && wordOf(vocabulary, value) !== null;
    return [{ place, field: field.name, value: isOwn ? value : wanted, otherwise: value }];
  });
  return ok(writes);
}

function fieldWrites(from: ParsedItem, places: readonly ParsedItem[], name: string, value: string): Write[] {
  const shown = fieldOf(from, name);
  return places.flatMap((place): Write[] => {
    const own = fieldOf(place, name);
    if (place === from || own === undefined || own.raw === '') return [];
    const holds = own.kind === 'date' || own.kind === 'owner';
    if (holds || own.value === shown?.value) return [{ place, field: name, value }];
    const { name: called } = calledOf(place);
    const isName = name === 'name' && called === calledOf(from).name && called === slug(own.value);
    return isName ? [{ place, field: name, value: withoutLabel(value) }] : [];
  });
}

function fieldOf(place: ParsedItem, name: string): Field | undefined {
  return place.fields.find((field) => field.name === name);
}
