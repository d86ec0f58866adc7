import type { ParsedDocument, ParsedItem } from '../model.ts';
import { needsIn } from '../read/yaml/yaml-tasks.ts';
import { leadingId, slug } from '../text/slug.ts';
import { rolesOf } from '../vocabulary/column-words.ts';

/** The names an item gives for what it waits for that no item of the document answers to. */
export function unresolvedReferences(doc: ParsedDocument): (item: ParsedItem) => readonly string[] {
  const dependsOn = new Map<string, boolean>();
  const isDepends = (label: string): boolean => {
    const known = dependsOn.get(label) ?? rolesOf(label).has('depends');
    dependsOn.set(label, known);
    return known;
  };
  let names: ReadonlySet<string> | null = null;
  const isKnown = (name: string) => {
    names ??= namesOf(doc);
    return names.has((leadingId(name) ?? name).toLowerCase()) || names.has(slug(name));
  };
  let inTasks: ReadonlyMap<string, readonly string[]> | null = null;
  const named = (item: ParsedItem) => {
    if (item.carrier !== 'yaml-task') return namedBy(item, isDepends);
    inTasks ??= needsByAddress(doc);
    return inTasks.get(item.address) ?? [];
  };
  return (item) => named(item).filter((name) => !isKnown(name) && !endsOf(name).every(isKnown));
}

const LONGEST_RANGE = 80;

/** `T1-T3` and `REQ-01…04` name what lies between two ends; the name itself where it is no range. */
function endsOf(name: string): readonly string[] {
  if (name.length > LONGEST_RANGE) return [name];
  const range = /^(\p{Lu}[\p{Lu}\d-]*?)(\d+)\s*(?:-|–|—|…|\.{2,3})\s*\1?(\d+)$/u.exec(name);
  if (range === null) return [name];
  const [, before = '', from = '', to = ''] = range;
  return [before + from, before + to];
}

function namesOf(doc: ParsedDocument): ReadonlySet<string> {
  return new Set(doc.items.flatMap((item) => [bareKey(item).toLowerCase(), slug(item.title)]));
}

/** The key as the document writes it, without the number that tells the second of the same. */
export function bareKey(item: ParsedItem): string {
  return item.key.replace(/~\d+$/u, '');
}

function namedBy(item: ParsedItem, isDepends: (label: string) => boolean): string[] {
  // Prose in such a column ("after the audit") names nothing that could be missing; ids do.
  return item.fields
    .filter((field) => isDepends(field.label))
    .flatMap((field) => field.value.split(/[,;&]|\band\b/u))
    .map((name) => name.trim())
    .filter((name) => leadingId(name) === name);
}

/** A queue has its tasks in the order of its text. */
function needsByAddress(doc: ParsedDocument): ReadonlyMap<string, readonly string[]> {
  const needs = needsIn(doc.text);
  return new Map(doc.items.map((item, at) => [item.address, needs[at] ?? []]));
}
