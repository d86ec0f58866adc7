import { mutateText } from '../readings/mutate-text.ts';
import { type Known, ODD, type Random } from './valid-input.ts';

type Path = readonly (string | number)[];

const ABSENT = Symbol('absent');
/** Ids in what is said, to be exchanged for others of their kind. */
const ID = /^([a-z]{2})_./u;

/** Says a message, changed at one level or several: values, structure, or its text. */
export function mutatedText(value: unknown, other: string, known: Known, random: Random): string {
  let now = value;
  for (let count = random.below(3); count > 0; count -= 1) now = mutatedValue(now, known, random);
  const said = JSON.stringify(now) ?? 'null';
  const change = random.pick([
    () => said,
    () => said,
    () => said,
    () => mutateText(said, other, random),
    () => said.slice(0, random.below(said.length)),
    () => said.replace('{', `{"t":"hello","id":0,`),
    () => `\ufeff \n${said}\t`,
    () => `${said}${said}`,
    () => said.replace(/\d+/u, random.pick(['1e999', '-0', '0x1', 'NaN', '01', '9007199254740993'])),
    () => `${'['.repeat(5000)}${said}${']'.repeat(5000)}`,
    () => said.replace(/[a-z]/gu, (letter) => `\\u00${letter.charCodeAt(0).toString(16)}`),
  ]);
  return confined(change(), known);
}

/** One place of a value changed: another value, type, id or count; gone, added, doubled. */
export function mutatedValue(value: unknown, known: Known, random: Random): unknown {
  const places = placesOf(value);
  const path = places[random.below(places.length)] ?? [];
  return changed(value, path, (inner) => otherFor(inner, known, random));
}

function otherFor(inner: unknown, known: Known, random: Random): unknown {
  switch (random.below(6)) {
    case 0:
      return ABSENT;
    case 1:
      return random.pick(ODD);
    case 2:
      return random.pick([[inner], { value: inner }, JSON.stringify(inner), deep(inner, 150)]);
    default:
  }
  if (typeof inner === 'number')
    return random.pick([inner + 1, inner - 1, -inner, inner * 1e12, inner + 0.5, 2 ** 53, 0]);
  if (typeof inner === 'string') {
    const prefix = ID.exec(inner)?.[1];
    if (prefix !== undefined) return known.id(prefix, random);
    return random.pick([`${inner}\u0000`, ` ${inner}`, inner.slice(1), inner.repeat(20), `${inner}\u202e`]);
  }
  if (Array.isArray(inner)) {
    const items: readonly unknown[] = inner;
    return random.pick([
      [...items, ...items],
      items.toReversed(),
      items.slice(1),
      Array.from({ length: 600 }, () => items[0] ?? null),
    ]);
  }
  if (typeof inner === 'object' && inner !== null)
    return { ...inner, [random.pick(['__proto__', 'extra', 'toString', 't', 'id'])]: random.pick(ODD) };
  return random.pick(ODD);
}

function placesOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([name, inner]) => placesOf(inner, [...path, name]))];
}

function changed(value: unknown, path: Path, change: (inner: unknown) => unknown): unknown {
  const [name, ...rest] = path;
  if (name === undefined) return change(value);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]): [string, unknown] => [
    key,
    key === String(name) ? changed(inner, rest, change) : inner,
  ]);
  const kept = entries.filter(([, inner]) => inner !== ABSENT);
  return Array.isArray(value) ? kept.map(([, inner]) => inner) : Object.fromEntries(kept);
}

function deep(value: unknown, levels: number): unknown {
  let made = value;
  for (let level = 0; level < levels; level += 1) made = [made];
  return made;
}

/** No path leads out of the round's own folder, whatever became of it. */
function confined(text: string, { folder }: Known): string {
  const inside = folder.slice(1);
  return text
    .replaceAll(/"(?:\/|\\\/|\\u002f)+/gu, '"/')
    .replaceAll('"/', (found, at: number) => (text.startsWith(inside, at + 2) ? found : `"${folder}/`))
    .replaceAll('..', '.');
}
