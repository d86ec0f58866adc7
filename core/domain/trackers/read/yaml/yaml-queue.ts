import { isAlias, isMap, isScalar, isSeq, LineCounter, type Pair, type YAMLMap } from 'yaml';
import type { Steps } from '../../../../kernel/steps.ts';
import type { FieldKind, MetaField, ParsedDocument, ParsedItem, Skipped } from '../../model.ts';
import type { Profile } from '../../profiles/profile.ts';
import { compileProfile } from '../../profiles/reading-profile.ts';
import { readDate } from '../../text/dates.ts';
import { slug, UniqueNames } from '../../text/slug.ts';
import type { Span } from '../../text/span.ts';
import { mergedPairs, parseYamlStream, scalarText } from '../../text/yaml-text.ts';
import { dayField, fieldNameFor, namesADay, rolesOf } from '../../vocabulary/column-words.ts';
import type { TrackerMapping } from '../../vocabulary/mapping.ts';
import { namesNobody } from '../../vocabulary/saying-nothing.ts';
import type { Vocabulary } from '../../vocabulary/vocabulary.ts';
import { mapWord, normalWord } from '../../vocabulary/vocabulary.ts';
import { titleOf } from '../document-facts.ts';
import { type DraftField, inItem } from '../draft-field.ts';
import { type ItemStatus, readStatus } from '../item-status.ts';
import { leftAlone, repeatedIn } from './yaml-left-alone.ts';
import { findTasks, needsOf, type YamlTask } from './yaml-tasks.ts';

/** Offsets in the whole text; a byte order mark moves the YAML by one. */
interface Source {
  readonly text: string;
  readonly shift: number;
  readonly lines: LineCounter;
  /** Offsets of the line feeds in the text. */
  readonly lineEnds: readonly number[];
  readonly vocabulary: Vocabulary;
  readonly mapping: TrackerMapping | null;
  /** Words whose state nobody declared. */
  readonly guessed: ReadonlySet<string>;
  /** Anchors that aliases in the file refer to. */
  readonly shared: ReadonlySet<string>;
}

/** Reads a YAML queue: in each document of the file the first list or map of tasks, or the document as one task. */
export function* readQueue(
  text: string,
  fileName: string,
  profile: Profile,
  mapping: TrackerMapping | null,
): Steps<ParsedDocument> {
  const shift = text.startsWith('\uFEFF') ? 1 : 0;
  const lines = new LineCounter();
  const { documents, errors, unfollowed } = yield* parseYamlStream(text.slice(shift), lines);
  const skipped: Skipped[] = errors.map(({ line, reason }) => ({
    what: 'bytes',
    line,
    reason: `Not valid YAML, so ${documents.length === 0 ? 'nothing was read' : 'this document of the file was not read'}: ${reason}`,
  }));
  const found = documents.map((document) => findTasks(document)).filter((tasks) => tasks !== null);
  skipped.push(...leftAlone(documents, found, lines));
  const role = found[0]?.role ?? 'tasks';
  const tasks = found.flatMap((one) => one.tasks);
  const { vocabulary, guessed } = declaredVocabulary(tasks, profile, mapping);
  const shared = new Set(Array.from(text.matchAll(ALIAS), ([, name = '']) => name));
  const lineEnds = Array.from(text.matchAll(/\n/gu), ({ index }) => index);
  const source: Source = { text, shift, lines, lineEnds, vocabulary, mapping, guessed, shared };
  const [root = null] = documents.map((document) => document.contents);
  const meta = isMap(root) && tasks[0]?.body !== root ? readMeta(root, source) : [];
  const title = titleOf([], meta, fileName);
  yield;
  const drafts: TaskDraft[] = [];
  for (const task of tasks) {
    drafts.push(readTask(task, source));
    yield;
  }
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
  const left = unfollowed();
  if (left !== null)
    skipped.push({
      what: 'cell',
      line: lines.linePos(left.range?.[0] ?? 0).line,
      reason:
        'Aliases of this file stand for far more text than it has; what others stand for is left out, and the file is kept as it is',
    });
  if (errors.length === 0 && items.length === 0) {
    skipped.push({
      what: 'list',
      line: 1,
      reason: 'No list or map of tasks was found: entries with an id, a title or a status',
    });
  }
  return {
    profile: profile.id,
    title,
    text,
    readOnly: null,
    meta,
    sections: [
      {
        path: '',
        title: '',
        level: 0,
        heading: null,
        span: { start: 0, end: text.length },
        line: 1,
        role,
      },
    ],
    items,
    vocabularies: [vocabulary],
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
    counts: items.length === 0 ? {} : { [role]: items.length },
  };
}

/** `*name` where a value may stand; what else looks like it costs an editable cell, not a wrong one. */
const ALIAS = /(?:^|[\s,:[{])\*([^\s,[\]{}]+)/gu;

interface TaskDraft {
  readonly key: string;
  readonly needs: readonly string[];
  readonly item: Omit<ParsedItem, 'address' | 'key' | 'dependsOn'>;
}

function readTask(task: YamlTask, source: Source): TaskDraft {
  const { key, body, document } = task;
  const names = new UniqueNames();
  const fields: DraftField[] = [];
  const taken = new Set<string>();
  let id = scalarText(key);
  const add = (label: string, place: Place, value: string) => {
    const { name, kind } = fieldOf(label, value, taken, names);
    taken.add(name);
    fields.push(scalarField(name, label, kind, place, value, source));
  };
  if (isMap(body)) {
    const repeated = repeatedIn(body);
    const labels = new Set<string>();
    for (const pair of body.items) {
      const label = scalarText(pair.key);
      const meant = document.resolve(pair.value);
      if (/^(?:id|key)$/iu.test(label)) id = scalarText(meant);
      const place = placeOf(pair, source);
      if (place === null || label === '' || label === '<<') continue;
      // Of a key that is there twice the first one counts.
      if (labels.has(label)) continue;
      labels.add(label);
      const { locked } = place;
      add(label, { ...place, locked: repeated.has(label) ? IS_REPEATED : locked }, scalarText(meant));
    }
    const merge = body.items.find((one) => scalarText(one.key) === '<<');
    for (const pair of mergedPairs(body, document.resolve)) {
      const meant = document.resolve(pair.value);
      const at = merge === undefined ? null : endOf(merge.value, source);
      if (at === null || !isScalar(meant)) continue;
      add(scalarText(pair.key), { span: { start: at, end: at }, locked: FROM_ANCHOR }, scalarText(meant));
    }
  } else {
    const place = placeOf({ value: body }, source);
    if (place !== null) add('status', place, scalarText(body));
  }
  if (isScalar(key) && !fields.some((field) => field.name === 'name')) {
    const place = placeOf({ value: key }, source);
    if (place !== null)
      fields.unshift(
        scalarField('name', 'Key', 'text', { ...place, locked: IS_KEY }, scalarText(key), source),
      );
  }
  const said = fields.find((field) => field.name === 'status');
  const status = said === undefined ? null : statusOf(said.value, source);
  const title = fields.find((field) => field.name === 'name')?.value ?? id;
  const span = linesOf(key, body, Math.max(0, ...fields.map((field) => field.span.end)), source);
  return {
    key: keyText(id) || slug(title) || 'task',
    needs: needsOf(task),
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
      vocabulary: said === undefined ? null : source.vocabulary.id,
    },
  };
}

function statusOf(value: string, source: Source): ItemStatus | null {
  const status = readStatus(value, source.vocabulary, source.mapping);
  return status === null ? null : { ...status, guess: status.guess || source.guessed.has(status.word) };
}

function keyText(id: string): string {
  return id.trim().replace(/[\s/~]+/gu, '-');
}

function fieldOf(
  label: string,
  value: string,
  taken: ReadonlySet<string>,
  names: UniqueNames,
): { name: string; kind: FieldKind } {
  const plain = label.replaceAll('_', ' ').toLowerCase();
  const roles = rolesOf(plain);
  const free = (name: string) => !taken.has(name);
  if (/^(?:title|name|task)$/u.test(plain) && free('name')) return { name: 'name', kind: 'text' };
  if (/^(?:status|state)$/u.test(plain) && free('status')) return { name: 'status', kind: 'status' };
  // "from", "end" and "done" may hold anything else.
  const day = value === '' || readDate(value) !== null ? dayField(plain) : null;
  if (day !== null && free(day)) return { name: day, kind: 'date' };
  if ((roles.has('owner') || plain === 'role') && free('owner')) return { name: 'owner', kind: 'owner' };
  if (/^(?:notes?|comments?)$/u.test(plain) && free('notes')) return { name: 'notes', kind: 'notes' };
  const own = () => names.take(fieldNameFor(label) || 'field').replace('~', '-');
  let name = own();
  // `sta'tus` beside `status`: what is left of the one may be the other.
  while (!free(name)) name = own();
  return { name, kind: namesADay(plain) ? 'date' : 'text' };
}

const FROM_ANCHOR = 'its value comes from an anchor elsewhere in the file, and is edited there';
const IS_REPEATED = 'its key stands more than once in the entry, so the entry is edited in the source';
const IS_KEY = 'it is the key of its entry, which other entries may refer to';
const SEVERAL_LINES = 'it is a text of several lines, which is edited in the source';

interface Place {
  readonly span: Span;
  /** Why the value can't be edited where it stands; null where it can. */
  readonly locked: string | null;
}

function scalarField(
  name: string,
  label: string,
  kind: FieldKind,
  { span, locked }: Place,
  said: string,
  source: Source,
): DraftField {
  const raw = source.text.slice(span.start, span.end);
  const value =
    kind === 'date' ? (readDate(said)?.iso ?? said) : kind === 'owner' && namesNobody(said) ? '' : said;
  const field = { name, label, kind, span, raw, value, editable: locked === null };
  return locked === null ? field : { ...field, locked };
}

/** Where a pair's value stands; lists and maps are no fields, a missing value has no place. */
function placeOf({ value }: Pick<Pair, 'value'>, source: Source): Place | null {
  if (!(isScalar(value) || isAlias(value)) || value.range === undefined || value.range === null) return null;
  // Their indent and line ends are their syntax; blanks behind one are nobody's.
  const isBlock = isScalar(value) && (value.type === 'BLOCK_LITERAL' || value.type === 'BLOCK_FOLDED');
  const start = value.range[0] + source.shift;
  const said = source.text.slice(start, value.range[1] + source.shift);
  const span = { start, end: start + (isBlock ? said.trimEnd() : said).length };
  if (isAlias(value)) return { span, locked: FROM_ANCHOR };
  if (value.anchor !== undefined && source.shared.has(value.anchor))
    return { span, locked: `other values are taken from it by its anchor &${value.anchor}` };
  if (value.tag !== undefined) return { span, locked: `its type is fixed by the tag ${value.tag}` };
  const several = isBlock || /[\r\n]/u.test(said);
  return { span, locked: several ? SEVERAL_LINES : null };
}

function endOf(node: unknown, source: Source): number | null {
  if (!(isAlias(node) || isSeq(node) || isMap(node))) return null;
  const end = node.range?.[1];
  return end === undefined ? null : end + source.shift;
}

/** Whole lines of a task up to its last value at least, its dash or key included, without blank lines and comments behind it. */
function linesOf(key: YamlTask['key'], body: YamlTask['body'], lastValue: number, source: Source): Span {
  const { text, shift } = source;
  const from = key?.range?.[0] ?? body.range[0];
  const to = body.range[1];
  const start = lineAround(from + shift, source).start;
  let end = to + shift;
  for (;;) {
    while (end > start && /\s/u.test(text.charAt(end - 1))) end -= 1;
    const line = lineAround(end, source);
    if (line.start <= Math.max(start, lastValue) || !text.slice(line.start, end).trimStart().startsWith('#'))
      return { start, end: line.end };
    end = line.start;
  }
}

/** The line that a place stands in, its end included; a text of one line is not searched for each of them. */
function lineAround(at: number, { text, lineEnds }: Source): Span {
  let low = 0;
  let high = lineEnds.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((lineEnds[middle] ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  const before = lineEnds[low - 1];
  return { start: before === undefined ? 0 : before + 1, end: (lineEnds[low] ?? text.length - 1) + 1 };
}

function readMeta(root: YAMLMap.Parsed, source: Source): MetaField[] {
  const meta: MetaField[] = [];
  const names = new Set<string>();
  for (const pair of root.items) {
    const label = scalarText(pair.key);
    const span = placeOf(pair, source)?.span ?? null;
    const name = slug(label);
    if (span === null || !isScalar(pair.value) || name === '' || names.has(name)) continue;
    names.add(name);
    const raw = source.text.slice(span.start, span.end);
    meta.push({ name, label, span, raw, value: scalarText(pair.value), source: 'yaml' });
  }
  return meta;
}

/** The profile's words in the spelling this file uses, and the words only this file uses: those are guesses. */
function declaredVocabulary(
  tasks: readonly YamlTask[],
  profile: Profile,
  mapping: TrackerMapping | null,
): { vocabulary: Vocabulary; guessed: ReadonlySet<string> } {
  const own = compileProfile(profile).vocabulary ?? { id: profile.id, source: 'profile', words: [] };
  const used = new Set(tasks.flatMap(statusWordsOf));
  const words = new Map(own.words.map((entry) => [normalWord(entry.word), entry]));
  const guessed = new Set<string>();
  for (const word of used) {
    const key = normalWord(word);
    if (word === '' || word.length > 40) continue;
    const general = mapWord(word);
    const said = mapping?.words[word] ?? words.get(key)?.state;
    if (said === undefined && general.guess) guessed.add(word);
    words.set(key, { word, state: said ?? general.state, next: null });
  }
  return { vocabulary: { ...own, words: [...words.values()] }, guessed };
}

function statusWordsOf({ body, document }: YamlTask): string[] {
  if (!isMap(body)) return [scalarText(body)];
  return [...body.items, ...mergedPairs(body, document.resolve)]
    .filter((pair) => /^(?:status|state)$/iu.test(scalarText(pair.key)))
    .map((pair) => scalarText(document.resolve(pair.value)));
}
