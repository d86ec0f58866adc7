import {
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Pair,
  type ParsedNode,
  type Scalar,
  type YAMLMap,
} from 'yaml';
import type { FieldKind, MetaField, ParsedDocument, ParsedItem, Skipped } from '../model.ts';
import type { Profile } from '../profiles/profile.ts';
import { compileProfile } from '../profiles/reading-profile.ts';
import { readDate } from '../text/dates.ts';
import { slug, UniqueNames } from '../text/slug.ts';
import type { Span } from '../text/span.ts';
import { parseYaml } from '../text/yaml-text.ts';
import { dayField, fieldNameFor, namesADay, rolesOf } from '../vocabulary/column-words.ts';
import type { TrackerMapping } from '../vocabulary/mapping.ts';
import type { Vocabulary } from '../vocabulary/vocabulary.ts';
import { mapWord, normalWord } from '../vocabulary/vocabulary.ts';
import { titleOf } from './document-facts.ts';
import { type DraftField, inItem } from './draft.ts';
import { type ItemStatus, readStatus } from './item-status.ts';

/** Offsets in the whole text; a byte order mark moves the YAML by one. */
interface Source {
  readonly text: string;
  readonly shift: number;
  readonly lines: LineCounter;
  readonly vocabulary: Vocabulary;
  readonly mapping: TrackerMapping | null;
}

/** Reads a YAML queue: maps with an id or title, in the first list of such maps or as the whole document. */
export function readQueue(
  text: string,
  fileName: string,
  profile: Profile,
  mapping: TrackerMapping | null,
): ParsedDocument {
  const shift = text.startsWith('\uFEFF') ? 1 : 0;
  const lines = new LineCounter();
  const { contents: root, error } = parseYaml(text.slice(shift), lines);
  const skipped: Skipped[] = [];
  if (error !== null) {
    skipped.push({
      what: 'bytes',
      line: error.line,
      reason: `Not valid YAML, so nothing was read: ${error.reason}`,
    });
  }
  const found = findTasks(root);
  const declared = declaredVocabulary(found.tasks, profile, mapping);
  const source: Source = { text, shift, lines, vocabulary: declared, mapping };
  const meta = isMap(root) && found.tasks[0] !== root ? readMeta(root, source) : [];
  const title = titleOf([], meta, fileName);
  const drafts = found.tasks.map((task) => readTask(task, source));
  const names = new UniqueNames();
  const keys = drafts.map((draft) => names.take(draft.key));
  const byKey = new Map(keys.map((key) => [key.toLowerCase(), key]));
  const items = drafts.map((draft, at): ParsedItem => {
    const address = keys[at] ?? draft.key;
    const dependsOn = draft.needs
      .map((need) => byKey.get(keyText(need).toLowerCase()))
      .filter((key) => key !== undefined && key !== address);
    return { ...draft.item, address, key: address, dependsOn: dependsOn.filter((key) => key !== undefined) };
  });
  if (error === null && items.length === 0) {
    skipped.push({ what: 'list', line: 1, reason: 'No list of maps with an id or title was found' });
  }
  return {
    profile: profile.id,
    title,
    text,
    meta,
    sections: [
      {
        path: '',
        title: '',
        level: 0,
        heading: null,
        span: { start: 0, end: text.length },
        line: 1,
        role: found.role,
      },
    ],
    items,
    vocabularies: [declared],
    log: [],
    diagrams: [],
    tables: [],
    recognised: { tables: 0, checks: 0 },
    skipped,
    guesses: items
      .filter((item) => item.guess)
      .map((item) => ({ line: item.line, what: `"${item.status ?? ''}" is mapped by its general meaning` })),
    lastUpdated:
      meta.find((field) => /^(?:last-)?updated(?:-at)?$/u.test(field.name))?.value.slice(0, 10) ?? null,
    counts: items.length === 0 ? {} : { [found.role]: items.length },
  };
}

function findTasks(root: ParsedNode | null): { role: string; tasks: YAMLMap.Parsed[] } {
  if (isSeq(root)) return { role: 'tasks', tasks: root.items.filter(isTask) };
  if (!isMap(root)) return { role: 'tasks', tasks: [] };
  for (const pair of root.items) {
    const tasks = isSeq(pair.value) ? pair.value.items.filter(isTask) : [];
    if (tasks.length > 0) return { role: scalarText(pair.key) || 'tasks', tasks };
  }
  return { role: 'tasks', tasks: isTask(root) ? [root] : [] };
}

function isTask(node: unknown): node is YAMLMap.Parsed {
  return (
    isMap(node) &&
    node.items.some(
      (pair) => isScalar(pair.key) && /^(?:id|key|title|name|task)$/iu.test(String(pair.key.value)),
    )
  );
}

interface TaskDraft {
  readonly key: string;
  readonly needs: readonly string[];
  readonly item: Omit<ParsedItem, 'address' | 'key' | 'dependsOn'>;
}

function readTask(task: YAMLMap.Parsed, source: Source): TaskDraft {
  const names = new UniqueNames();
  const fields: DraftField[] = [];
  let status: ItemStatus | null = null;
  let needs: readonly string[] = [];
  let id = '';
  for (const pair of task.items) {
    const label = scalarText(pair.key);
    if (rolesOf(label).has('depends'))
      needs = isSeq(pair.value) ? pair.value.items.map(scalarText) : [scalarText(pair.value)];
    if (/^(?:id|key)$/iu.test(label)) id = scalarText(pair.value);
    const span = valueSpan(pair, source);
    if (span === null || label === '') continue;
    const { name, kind } = fieldOf(label, scalarText(pair.value), fields, names);
    fields.push(scalarField(name, label, kind, span, pair.value, source));
    if (name === 'status') status = readStatus(scalarText(pair.value), source.vocabulary, source.mapping);
  }
  const title = fields.find((field) => field.name === 'name')?.value ?? id;
  const span = linesOf(task, source);
  return {
    key: keyText(id) || slug(title) || 'task',
    needs,
    item: {
      kind: 'task',
      title,
      section: 0,
      parent: null,
      carrier: 'yaml-task',
      span,
      line: source.lines.linePos(span.start - source.shift).line,
      fields: fields.map((field) => inItem(field, span.start)),
      status: status?.word ?? null,
      state: status?.state ?? null,
      guess: status?.guess ?? false,
      deferred: status?.deferred ?? false,
      vocabulary: fields.some((field) => field.name === 'status') ? source.vocabulary.id : null,
    },
  };
}

function keyText(id: string): string {
  return id.trim().replace(/[\s/~]+/gu, '-');
}

function fieldOf(
  label: string,
  value: string,
  fields: readonly DraftField[],
  names: UniqueNames,
): { name: string; kind: FieldKind } {
  const plain = label.replaceAll('_', ' ').toLowerCase();
  const roles = rolesOf(plain);
  const free = (name: string) => !fields.some((field) => field.name === name);
  if (/^(?:title|name|task)$/u.test(plain) && free('name')) return { name: 'name', kind: 'text' };
  if (/^(?:status|state)$/u.test(plain) && free('status')) return { name: 'status', kind: 'status' };
  // "from", "end" and "done" may hold anything else.
  const day = value === '' || readDate(value) !== null ? dayField(plain) : null;
  if (day !== null && free(day)) return { name: day, kind: 'date' };
  if ((roles.has('owner') || plain === 'role') && free('owner')) return { name: 'owner', kind: 'owner' };
  if (/^(?:notes?|comments?)$/u.test(plain) && free('notes')) return { name: 'notes', kind: 'notes' };
  return {
    name: names.take(fieldNameFor(label) || 'field').replace('~', '-'),
    kind: namesADay(plain) ? 'date' : 'text',
  };
}

/** A scalar on one line can be rewritten; a block scalar can't, since its indent and line ends are its syntax. */
function scalarField(
  name: string,
  label: string,
  kind: FieldKind,
  span: Span,
  node: unknown,
  source: Source,
): DraftField {
  const raw = source.text.slice(span.start, span.end);
  const said = isScalar(node) ? scalarText(node) : raw;
  const value = kind === 'date' ? (readDate(said)?.iso ?? said) : said;
  const block =
    isScalar(node) && (node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED' || /[\r\n]/u.test(raw));
  const field = { name, label, kind, span, raw, value, editable: !block };
  return block ? { ...field, locked: 'it is a text of several lines, which is edited in the source' } : field;
}

/** Where a pair's scalar stands; lists and maps are no fields, a missing value has no place. */
function valueSpan(pair: Pair, source: Source): Span | null {
  const { value } = pair;
  if (!isScalar(value) || value.range === undefined || value.range === null) return null;
  return { start: value.range[0] + source.shift, end: value.range[1] + source.shift };
}

function scalarText(node: unknown): string {
  if (!isScalar(node)) return '';
  const { value, source } = node satisfies Scalar;
  return typeof value === 'string' ? value : value === null || value === undefined ? '' : (source ?? '');
}

/** Whole lines of a map, its dash included, without blank lines and comments behind it. */
function linesOf(task: YAMLMap.Parsed, source: Source): Span {
  const { text, shift } = source;
  const [from, to] = task.range;
  const start = text.lastIndexOf('\n', from + shift - 1) + 1;
  let end = to + shift;
  for (;;) {
    while (end > start && /\s/u.test(text.charAt(end - 1))) end -= 1;
    const lineStart = text.lastIndexOf('\n', end - 1) + 1;
    if (lineStart <= start || !text.slice(lineStart, end).trimStart().startsWith('#')) break;
    end = lineStart;
  }
  const lineEnd = text.indexOf('\n', end);
  return { start, end: lineEnd === -1 ? text.length : lineEnd + 1 };
}

function readMeta(root: YAMLMap.Parsed, source: Source): MetaField[] {
  const meta: MetaField[] = [];
  for (const pair of root.items) {
    const label = scalarText(pair.key);
    const span = valueSpan(pair, source);
    const name = slug(label);
    if (span === null || name === '' || meta.some((field) => field.name === name)) continue;
    const raw = source.text.slice(span.start, span.end);
    meta.push({ name, label, span, raw, value: scalarText(pair.value), source: 'yaml' });
  }
  return meta;
}

/** The profile's words in the spelling this file uses, and the words only this file uses. */
function declaredVocabulary(
  tasks: readonly YAMLMap.Parsed[],
  profile: Profile,
  mapping: TrackerMapping | null,
): Vocabulary {
  const own = compileProfile(profile).vocabulary ?? { id: profile.id, source: 'profile', words: [] };
  const used = new Set(
    tasks.flatMap((task) =>
      task.items
        .filter((pair) => /^(?:status|state)$/iu.test(scalarText(pair.key)))
        .map((pair) => scalarText(pair.value)),
    ),
  );
  const words = new Map(own.words.map((entry) => [normalWord(entry.word), entry]));
  for (const word of used) {
    const key = normalWord(word);
    if (word === '' || word.length > 40) continue;
    words.set(key, {
      word,
      state: mapping?.words[word] ?? words.get(key)?.state ?? mapWord(word).state,
      next: null,
    });
  }
  return { ...own, words: [...words.values()] };
}
