import { compileCondition } from '../../expression/compile.ts';
import { comparableText } from '../../trackers/text/comparable-text.ts';
import { itemCalled } from './failures.ts';
import type { ItemSelector } from './gate-document.ts';
import type { GateFacts, ItemFact, TrackerFact } from './gate-facts.ts';
import { namesOf, WHERE_SCOPE } from './item-scope.ts';
import { keysIn } from './key-ranges.ts';

export interface Selection {
  readonly items: readonly ItemFact[];
  /** Keys that were named and that no item has. */
  readonly absent: readonly string[];
  /** In words, what keeps it from meaning anything; null where nothing does. */
  readonly problem: string | null;
}

const nothing = (problem: string): Selection => ({ items: [], absent: [], problem });

/** The items that are meant, in the order of the facts. */
export function selectItems(selector: ItemSelector, facts: Pick<GateFacts, 'items' | 'trackers'>): Selection {
  const tracker = selector.tracker === undefined ? null : trackerNamed(selector.tracker, facts.trackers);
  if (typeof tracker === 'string') return nothing(tracker);
  const keys = selector.keys === undefined ? null : keysIn(selector.keys);
  if (keys?.ok === false) return nothing(keys.error.message);
  const where = selector.where === undefined ? null : compileCondition(selector.where, WHERE_SCOPE);
  if (where?.ok === false) return nothing(where.error.message);

  const wanted = keys === null ? null : new Set(keys.value.map(comparableText));
  const section = selector.section === undefined ? null : sectionTest(selector.section);
  const found = new Set<string>();
  const items = facts.items.filter((item) => {
    if (tracker !== null && item.trackerId !== tracker.id) return false;
    if (selector.kind !== undefined && item.kind !== selector.kind) return false;
    if (section !== null && !section(item)) return false;
    const key = wanted === null ? null : comparableText(writtenKey(item.key));
    if (wanted !== null && key !== null && !wanted.has(key)) return false;
    if (where !== null && !where.value(namesOf(item))) return false;
    if (key !== null) found.add(key);
    return true;
  });
  const absent = keys === null ? [] : keys.value.filter((key) => !found.has(comparableText(key)));
  return { items, absent, problem: null };
}

/** In words, for a key that no item has: there is none, or what keeps the one that is there from being meant. */
export function whyAbsent(
  key: string,
  { tracker, section, kind, where }: ItemSelector,
  facts: Pick<GateFacts, 'items' | 'trackers'>,
): string {
  const wanted = comparableText(key);
  const only = tracker === undefined ? null : trackerNamed(tracker, facts.trackers);
  const item = facts.items.find(
    (one) =>
      comparableText(writtenKey(one.key)) === wanted &&
      (only === null || (typeof only !== 'string' && one.trackerId === only.id)),
  );
  if (item === undefined) return `There is no item ${key}${tracker === undefined ? '' : ` in ${tracker}`}.`;
  const called = itemCalled(item);
  if (kind !== undefined && item.kind !== kind)
    return `${called} is of the kind "${item.kind}", and the criterion asks for "${kind}".`;
  return section !== undefined && !sectionTest(section)(item)
    ? `${called} is in the section "${item.sectionTitle}", and the criterion asks for "${section}".`
    : `${called} does not fit the condition of the criterion: ${where ?? ''}.`;
}

/** As the document writes it: the second of the same carries a number behind a tilde. */
function writtenKey(key: string): string {
  const tilde = key.lastIndexOf('~');
  return tilde > 0 ? key.slice(0, tilde) : key;
}

function sectionTest(section: string): (item: ItemFact) => boolean {
  const named = comparableText(section);
  return ({ sectionPath, sectionTitle }) =>
    sectionPath === section ||
    sectionPath.startsWith(`${section}/`) ||
    comparableText(sectionTitle) === named;
}

/** The tracker of a name or id, or in words why there is none. */
export function trackerNamed(wanted: string, trackers: readonly TrackerFact[]): TrackerFact | string {
  const byId = trackers.find(({ ids }) => ids.includes(wanted));
  if (byId !== undefined) return byId;
  const name = comparableText(wanted);
  const [first, ...others] = trackers.filter((one) => comparableText(one.name) === name);
  if (first === undefined) return `No tracker of this workspace is called "${wanted}".`;
  return others.length === 0
    ? first
    : `${others.length + 1} trackers are called "${wanted}": name the one by its id.`;
}
