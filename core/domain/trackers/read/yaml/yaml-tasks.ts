import { isMap, isScalar, isSeq, LineCounter, type Pair, type Scalar, type YAMLMap } from 'yaml';
import { atOnce } from '../../../../kernel/steps.ts';
import { parseYamlStream, scalarText, type YamlDocument } from '../../text/yaml-text.ts';
import { rolesOf } from '../../vocabulary/column-words.ts';
import { isStatusCell } from '../../vocabulary/vocabulary.ts';

/** A task as the file holds it: a map, or a status alone behind its key. */
export interface YamlTask {
  /** Where tasks are entries of a map; an entry of a list has none. */
  readonly key: Scalar | null;
  readonly body: YAMLMap.Parsed | Scalar.Parsed;
  readonly document: YamlDocument;
}

export interface YamlTasks {
  /** What the file calls them. */
  readonly role: string;
  readonly tasks: readonly YamlTask[];
}

type Entries = Omit<YamlTasks, 'tasks'> & { readonly tasks: readonly Omit<YamlTask, 'document'>[] };

/** The first list of tasks in a document, else the first map of them, else the document itself. */
export function findTasks(document: YamlDocument): YamlTasks | null {
  const { contents } = document;
  const found = isSeq(contents)
    ? { role: 'tasks', tasks: listed(contents) }
    : isMap(contents)
      ? (inMap(contents, listed) ??
        inMap(contents, mapped) ??
        inMap(contents, statusesOf) ??
        (isTask(contents) ? { role: 'tasks', tasks: [{ key: null, body: contents }] } : null))
      : null;
  if (found === null || found.tasks.length === 0) return null;
  return { role: found.role, tasks: found.tasks.map((task) => ({ ...task, document })) };
}

function inMap(
  root: YAMLMap.Parsed,
  tasksOf: (value: unknown, name: string) => Entries['tasks'],
): Entries | null {
  for (const pair of root.items) {
    const name = scalarText(pair.key);
    const tasks = tasksOf(pair.value, name);
    if (tasks.length > 0) return { role: name || 'tasks', tasks };
  }
  return null;
}

function listed(value: unknown): Entries['tasks'] {
  if (!isSeq(value)) return [];
  return value.items.filter(isTask).map((body) => ({ key: null, body }));
}

export function isTask(node: unknown): node is YAMLMap.Parsed {
  return isMap(node) && hasKey(node, /^(?:id|key|title|name|task)$/iu);
}

function hasKey(map: YAMLMap, names: RegExp): boolean {
  return map.items.some((pair) => names.test(scalarText(pair.key)));
}

/** `T1: { title: ..., status: ... }`. Configuration has such maps too, so that most must tell of a task. */
export function mapped(value: unknown): Entries['tasks'] {
  const entries = entriesOf(value, (body): body is YAMLMap.Parsed => isMap(body));
  const told = entries.filter(({ body }) => isMap(body) && hasKey(body, /^(?:status|state|title|task)$/iu));
  return told.length * 2 > entries.length ? entries : [];
}

/** `story-1: done`: a map that is named for it, or whose values are all words of a status. */
function statusesOf(value: unknown, name: string): Entries['tasks'] {
  const entries = entriesOf(value, (body): body is Scalar.Parsed => isScalar(body));
  const known = entries.filter(({ body }) => isStatusCell(scalarText(body), true)).length;
  const isNamed = /status|states?\b|progress/iu.test(name.replaceAll('_', ' '));
  const enough = isNamed ? known * 2 >= entries.length : known > 1 && known === entries.length;
  return known > 0 && enough ? entries : [];
}

function entriesOf<Body extends YamlTask['body']>(
  value: unknown,
  fits: (body: unknown) => body is Body,
): { key: Scalar; body: Body }[] {
  if (!isMap(value)) return [];
  const entries: { key: Scalar; body: Body }[] = [];
  for (const { key, value: body } of value.items as readonly Pair[]) {
    if (!isScalar(key) || !fits(body)) return [];
    entries.push({ key, body });
  }
  return entries;
}

/** The names a task gives for what it waits for. */
export function needsOf({ body, document }: YamlTask): readonly string[] {
  if (!isMap(body)) return [];
  const pair = body.items.findLast((one) => rolesOf(scalarText(one.key)).has('depends'));
  const meant = pair === undefined ? null : document.resolve(pair.value);
  const names = isSeq(meant)
    ? meant.items.map((one) => scalarText(document.resolve(one)))
    : [scalarText(meant)];
  return names.map((name) => name.trim()).filter((name) => name !== '');
}

/** The same for each task of a text, in its order. */
export function needsIn(text: string): readonly (readonly string[])[] {
  const { documents } = atOnce(parseYamlStream(text.replace(/^\uFEFF/u, ''), new LineCounter()));
  return documents.flatMap((document) => findTasks(document)?.tasks.map(needsOf) ?? []);
}
