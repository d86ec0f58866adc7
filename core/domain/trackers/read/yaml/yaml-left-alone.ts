import { isMap, isScalar, isSeq, type LineCounter, type YAMLMap } from 'yaml';
import { cutText } from '../../../../kernel/cut-text.ts';
import type { Skipped } from '../../model.ts';
import { scalarText, type YamlDocument } from '../../text/yaml-text.ts';
import { isTask, mapped, type YamlTasks } from './yaml-tasks.ts';

/** The keys of a map that stand in it more than once. */
export function repeatedIn(map: YAMLMap): ReadonlySet<string> {
  const once = new Set<string>();
  const repeated = new Set<string>();
  for (const { key } of map.items) {
    const label = scalarText(key);
    if (once.has(label)) repeated.add(label);
    once.add(label);
  }
  return repeated;
}

const LONGEST_QUOTED = 80;
const NOT_FIRST =
  'Entries with an id, a title or a status stand here too; only the first list of them, else the first map, is read';

/** What a queue holds beside its tasks and their fields, named: keys that stand twice, entries that are no task, lists of further tasks. */
export function leftAlone(
  documents: readonly YamlDocument[],
  found: readonly YamlTasks[],
  lines: LineCounter,
): Skipped[] {
  const skipped: Skipped[] = [];
  const skip = (what: Skipped['what'], node: unknown, reason: string) => {
    const from = isMap(node) || isSeq(node) || isScalar(node) ? (node.range?.[0] ?? 0) : 0;
    skipped.push({ what, line: lines.linePos(from).line, reason });
  };
  const bodies = new Set<unknown>(found.flatMap(({ tasks }) => tasks.map(({ body }) => body)));
  for (const { contents } of documents) {
    const lists =
      isMap(contents) && !bodies.has(contents) ? contents.items.map((pair) => pair.value) : [contents];
    for (const list of lists) {
      if (isMap(list) && !list.items.some((pair) => bodies.has(pair.value)) && mapped(list).length > 0)
        skip('list', list, NOT_FIRST);
      if (!isSeq(list)) continue;
      const isRead = list.items.some((entry) => bodies.has(entry));
      if (!isRead && list.items.some(isTask)) skip('list', list, NOT_FIRST);
      for (const entry of isRead ? list.items : [])
        if (!bodies.has(entry))
          skip(
            'list',
            entry,
            'This entry of the list is no map with an id or a title; it is kept and not read',
          );
    }
  }
  for (const body of bodies) {
    if (!isMap(body)) continue;
    const firsts = new Map<string, unknown>();
    for (const { key, value } of body.items) {
      const label = scalarText(key);
      if (firsts.has(label))
        skip(
          'cell',
          key,
          `"${label}" stands more than once in this entry: the first counts ("${cutText(scalarText(firsts.get(label)), LONGEST_QUOTED)}"), and none of them is edited`,
        );
      else if (isSeq(value) && value.items.some(isMap))
        skip('list', key, `"${label}" is a list inside an entry; it is kept and not read`);
      if (!firsts.has(label)) firsts.set(label, value);
    }
  }
  return skipped.sort((one, other) => one.line - other.line);
}
