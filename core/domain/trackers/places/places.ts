import type { ParsedDocument, ParsedItem } from '../model.ts';
import { namesSummary } from '../vocabulary/summary-words.ts';
import { type Called, calledOf, endOf, isCode, type Likeness, likeness } from './called-alike.ts';

/** Address of each further place of an item -> address of the item. */
export type Places = ReadonlyMap<string, string>;

interface Pair {
  readonly row: ParsedItem;
  readonly heading: ParsedItem;
  readonly like: Likeness;
}

const NONE: Places = new Map();
const known = new WeakMap<ParsedDocument, Places>();

/**
 * Rows and list lines of a summary that tell of an item with a section of its own: both are the one item, and the section is
 * its first place. In doubt they stay two: where two sections or two rows are called so, where ids differ, where the row
 * belongs to another item or stands in a part of the document that the section is no part of.
 */
export function placesOf(doc: ParsedDocument): Places {
  const kept = known.get(doc) ?? findPlaces(doc);
  known.set(doc, kept);
  return kept;
}

function findPlaces(doc: ParsedDocument): Places {
  const headings = doc.items.filter((item) => item.carrier === 'heading');
  if (headings.length === 0) return NONE;
  const candidates = pairs(doc, headings);
  if (candidates.length === 0) return NONE;
  const around = surroundingsOf(doc, candidates);
  const fitting = candidates.filter((pair) => standsForIt(doc, pair, around));
  const rowsOf = Map.groupBy(fitting, ({ heading }) => heading);
  const headingsOf = Map.groupBy(fitting, ({ row }) => row);
  const places = new Map<string, string>();
  for (const { row, heading } of fitting) {
    if (rowsOf.get(heading)?.length === 1 && headingsOf.get(row)?.length === 1)
      places.set(row.address, heading.address);
  }
  return places;
}

/** Where more sections go by one name, no row is told to be one of them. */
const MOST_CALLED_SO = 50;

/** Rows with the one section each that is called the same and that the row may be about. */
function pairs(doc: ParsedDocument, headings: readonly ParsedItem[]): Pair[] {
  const byName = Map.groupBy(headings, (item) => calledOf(item).name);
  const byNameAlone = Map.groupBy(
    headings.filter((item) => calledOf(item).id === null),
    (item) => calledOf(item).name,
  );
  const byId = Map.groupBy(headings, (item) => calledOf(item).id);
  // Most rows of a long table are told from all sections by a glance.
  const ends = new Set(headings.map(({ title }) => endOf(title)));
  const ids = new Set([...byId.keys()].map((id) => endOf(id ?? '')));
  const found: Pair[] = [];
  for (const row of doc.items) {
    if (row.carrier !== 'table-row' && row.carrier !== 'list-item') continue;
    const end = endOf(row.title);
    const mayBeOne = end === 0 || ends.has(end) || ends.has(0) || ids.has(endOf(row.key));
    if (!mayBeOne) continue;
    const called = calledOf(row);
    // Where both have an id of their own, it is the same one.
    const near =
      called.id === null
        ? (byName.get(called.name) ?? [])
        : [...(byId.get(called.id) ?? []), ...(byNameAlone.get(called.name) ?? [])];
    if (near.length === 0 || near.length > MOST_CALLED_SO) continue;
    const alike = near.flatMap((heading) => {
      const like = likeness(called, calledOf(heading));
      return like === null ? [] : [{ row, heading, like }];
    });
    const [only, ...others] = alike;
    if (only !== undefined && others.length === 0 && mayBelong(doc, only)) found.push(only);
  }
  return found;
}

/** The row is nobody's, or belongs to whom the section belongs to; and it is no part of that section. */
function mayBelong(doc: ParsedDocument, { row, heading, like }: Pair): boolean {
  const sameParent = row.parent === heading.parent;
  if (!sameParent && (row.parent !== null || like === 'by-name')) return false;
  return !isWithin(pathOf(doc, row), pathOf(doc, heading));
}

/**
 * The row stands in a summary of what the section is a part of: right under the heading around it, in a section called a
 * summary, or beside another row that has its section there too.
 */
function standsForIt(doc: ParsedDocument, pair: Pair, surroundings: Surroundings): boolean {
  const { row, heading } = pair;
  const at = pathOf(doc, row);
  const own = pathOf(doc, heading);
  const around = above(own);
  const labelled = pair.like === 'alike' && hasLabel(calledOf(row), calledOf(heading));
  if (at === around || (labelled && isWithin(own, at))) return true;
  // A document that is called a status as a whole has its sections in it, and is no summary of them.
  const summaries = surroundings.summariesAround(at).filter((summary) => !isWithin(own, summary));
  if (summaries.some((summary) => isWithin(own, above(summary)))) return true;
  const covers = labelled ? isWithin(own, above(at)) : isWithin(at, around);
  return covers && surroundings.headingsBeside(row, around) > 1;
}

interface Surroundings {
  /** Paths of the sections around a path that are called a summary. */
  readonly summariesAround: (path: string) => readonly string[];
  /** How many sections right below a path have a row in the section of this one. */
  readonly headingsBeside: (row: ParsedItem, around: string) => number;
}

function surroundingsOf(doc: ParsedDocument, pairs: readonly Pair[]): Surroundings {
  const summaries = new Set(
    doc.sections.flatMap(({ level, title, path }) => (level > 0 && namesSummary(title) ? [path] : [])),
  );
  const besides = new Map<string, Set<ParsedItem>>();
  const placeOf = (row: ParsedItem, around: string) => `${row.section} ${around}`;
  for (const { row, heading } of pairs) {
    const place = placeOf(row, above(pathOf(doc, heading)));
    besides.set(place, (besides.get(place) ?? new Set()).add(heading));
  }
  return {
    summariesAround: (path) => pathsAround(path).filter((one) => summaries.has(one)),
    headingsBeside: (row, around) => besides.get(placeOf(row, around))?.size ?? 0,
  };
}

/** The path itself and those above it. */
function pathsAround(path: string): string[] {
  const around: string[] = [];
  for (let at = path; at !== ''; at = above(at)) around.push(at);
  return around;
}

function hasLabel(one: Called, other: Called): boolean {
  return one.word !== '' || other.word !== '' || (one.id !== null && isCode(one.id));
}

function pathOf(doc: ParsedDocument, item: ParsedItem): string {
  return doc.sections[item.section]?.path ?? '';
}

function above(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

function isWithin(path: string, outer: string): boolean {
  return outer === '' || path === outer || path.startsWith(`${outer}/`);
}
