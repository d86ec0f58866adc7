import { parse } from 'yaml';
import type { ParsedDocument, ParsedItem } from '../model.ts';
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
  return (item) =>
    namedBy(doc, item, isDepends).filter((name) => !isKnown(name) && !endsOf(name).every(isKnown));
}

/** `T1-T3` and `REQ-01…04` name what lies between two ends; the name itself where it is no range. */
function endsOf(name: string): readonly string[] {
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

function namedBy(doc: ParsedDocument, item: ParsedItem, isDepends: (label: string) => boolean): string[] {
  if (item.carrier === 'yaml-task') return inTask(doc.text.slice(item.span.start, item.span.end));
  // Prose in such a column ("after the audit") names nothing that could be missing; ids do.
  return item.fields
    .filter((field) => isDepends(field.label))
    .flatMap((field) => field.value.split(/[,;&]|\band\b/u))
    .map((name) => name.trim())
    .filter((name) => leadingId(name) === name);
}

function inTask(text: string): string[] {
  if (!/depend|needs|requires|blocked|after|prereq/iu.test(text)) return [];
  const task = firstMapping(text);
  if (task === null) return [];
  return Object.entries(task)
    .filter(([label]) => rolesOf(label).has('depends'))
    .flatMap(([, value]) => (Array.isArray(value) ? value : [value]))
    .filter((name) => typeof name === 'string')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

function firstMapping(text: string): object | null {
  try {
    const read: unknown = parse(text);
    const first: unknown = Array.isArray(read) ? read[0] : read;
    return typeof first === 'object' && first !== null ? first : null;
  } catch {
    return null;
  }
}
