import type { FieldKind } from '../../model.ts';
import { isLogTitle, type ReadingRule } from '../../profiles/reading-profile.ts';
import type { Block, HeadingBlock } from '../../text/blocks.ts';
import { findDates, readDay } from '../../text/dates.ts';
import { type KeyLine, keyLines } from '../../text/key-lines.ts';
import { nameText, plainText } from '../../text/plain-text.ts';
import { keyOf, leadingId, slug, UniqueNames } from '../../text/slug.ts';
import type { Span } from '../../text/span.ts';
import { dayField, fieldNameFor, namesADay, rolesOf } from '../../vocabulary/column-words.ts';
import { namesAFact } from '../../vocabulary/fact-words.ts';
import {
  announcesLegend,
  groupsOnly,
  namesDocumentPart,
  statedBelow,
} from '../../vocabulary/heading-words.ts';
import { isStatusLabel } from '../../vocabulary/label-status.ts';
import { isFinished } from '../../vocabulary/states.ts';
import { recogniseWord, statusWordIn, wordOf } from '../../vocabulary/vocabulary.ts';
import type { ChunkScope } from '../chunk-scope.ts';
import { nameWithDays } from '../days/name-with-days.ts';
import type { StateBelow } from '../draft.ts';
import type { DraftField } from '../draft-field.ts';
import { setStatus, signField } from '../list/list-items.ts';
import { statedText } from './stated-text.ts';

/** A heading cut in what it names and what it states. */
interface HeadingParts {
  readonly name: Span;
  readonly status: Span | null;
  readonly date: Span | null;
  /** A sign in front that goes along with the status behind the name. */
  readonly sign: Span | null;
}

/** Opens a section; its heading becomes an item when a rule says so or when it or its body states a status. */
export function readHeading(
  scope: ChunkScope,
  block: HeadingBlock,
  keys: readonly KeyLine[],
  isTitle: boolean,
): void {
  const whole = plainText(scope.text.slice(block.text.start, block.text.end));
  scope.leaveDeeperThan(block.level);
  if (statusOfParent(scope.text, block) !== null && scope.sections.some(({ level }) => level < block.level)) {
    openStatusSection(scope, block, whole);
    return;
  }
  const found = ruleFor(scope, whole, 'heading', block.level);
  const parts = headingParts(scope, block.text, found, isTitle);
  const { name, days } = (isTitle ? null : nameWithDays(scope.text, parts.name, scope.order, OWN_DAYS)) ?? {
    name: parts.name,
    days: [],
  };
  const title = nameText(scope.text.slice(name.start, name.end));
  const role = found?.rule.role ?? (isLogTitle(whole) ? 'log' : null);
  const date = findDates(whole, scope.order)[0]?.iso ?? null;
  const isPart = namesDocumentPart(title);
  const statesStatus = !isPart && keys.some((key) => isStatusKey(key) && isStatusText(scope, key));
  const ruleItem = found?.rule.item;
  const legend = announcesLegend(title);
  const below = isTitle || legend ? null : belowHeading(scope, whole, title, parts);
  const named = parts.status !== null && below === null && !isPart;
  const isItem =
    ruleItem !== undefined ||
    (!isTitle &&
      !legend &&
      role !== 'log' &&
      !scope.isUnder('log') &&
      (named || statesStatus || statesDue(days, keys, scope)));
  const { start, line } = block;
  if (block.guessed === true) scope.guesses.push({ line, what: `Read as a heading: "${whole}"` });
  const heading = { start: block.start, end: block.end };
  scope.openSection(
    {
      title: whole,
      slug: slug(title),
      level: block.level,
      heading,
      start,
      line,
      role,
      item: isItem ? scope.items.length : -1,
    },
    { level: block.level, role, rule: found, vocabulary: null, hasItem: isItem, date, below },
  );
  scope.legendSection = legend;
  if (!isItem) return;
  const item = scope.add({
    start,
    end: block.end,
    line,
    kind: ruleItem?.kind ?? 'section',
    key: leadingId(title) ?? keyOf('', title),
    title,
    carrier: 'heading',
    fields: [scope.field('name', 'Name', 'text', name), ...days],
    count: ruleItem?.count ?? null,
  });
  addHeadingFields(scope, item, parts);
  addKeyFields(scope, item, keys);
}

/** The state of what stands below: in the heading's own words, else, below a heading that only groups, in those above. */
function belowHeading(
  scope: ChunkScope,
  whole: string,
  title: string,
  parts: HeadingParts,
): StateBelow | null {
  const own = statedBelow(title) ?? (parts.status === null && whole !== title ? statedBelow(whole) : null);
  if (own !== null) return { ...own, word: title };
  return parts.status === null && groupsOnly(title) ? scope.level.below : null;
}

/** `### Status: complete` states the status of the section it stands in; it names nothing itself. */
function statusOfParent(text: string, block: HeadingBlock): KeyLine | null {
  const [key, ...more] = keyLines(text, block.text, []);
  return key !== undefined && more.length === 0 && isStatusKey(key) ? key : null;
}

function openStatusSection(scope: ChunkScope, block: HeadingBlock, title: string): void {
  const { start, end, line, level } = block;
  scope.openSection(
    { title, slug: 'status', level, heading: { start, end }, start, line, role: null, item: -1 },
    { level, role: null, rule: null, vocabulary: null, hasItem: false, date: null, below: null },
  );
}

/** Other days ("as of 14 February") say something of the section's text. */
const OWN_DAYS: ReadonlySet<string> = new Set(['date', 'start', 'done']);

function addHeadingFields(scope: ChunkScope, at: number, parts: HeadingParts): void {
  const fields = scope.items[at]?.fields;
  if (fields === undefined) return;
  if (parts.status !== null) {
    fields.push(scope.field('status', 'Status', 'status', parts.status));
    const raw = scope.text.slice(parts.status.start, parts.status.end);
    // A heading's status is only known as one by its sign or its exact word, so each kind keeps to its own words.
    const signAlone = !/[\p{L}\p{N}]/u.test(raw);
    setStatus(scope, at, raw, signAlone ? 'words:heading-signs' : 'words:headings');
  }
  if (parts.sign !== null) fields.push(signField(scope, parts.sign));
  if (parts.date === null) return;
  const finished =
    isFinished(scope.items[at]?.status?.state ?? 'unknown') && scope.items[at]?.kind === 'section';
  const name = finished ? 'done' : 'date';
  if (fields.every((field) => field.name !== name))
    fields.push(scope.field(name, finished ? 'Done' : 'Date', 'date', parts.date));
}

/** A day that a heading, or a line below it, says something is wanted by makes it something to be followed. */
function statesDue(days: readonly DraftField[], keys: readonly KeyLine[], scope: ChunkScope): boolean {
  return (
    days.some((day) => day.name === 'date') ||
    keys.some(
      (key) =>
        dayField(key.label) === 'date' &&
        readDay(scope.text.slice(key.span.start, key.span.end), scope.order) !== null,
    )
  );
}

function addKeyFields(scope: ChunkScope, at: number, keys: readonly KeyLine[]): void {
  const item = scope.items[at];
  if (item === undefined) return;
  const names = new UniqueNames();
  for (const field of item.fields) names.take(field.name);
  for (const key of keys) {
    const kind = kindOfKey(scope, key);
    const own = fieldNameFor(key.label) || 'field';
    const fixed = kind === 'text' || kind === 'number' ? own : kind === 'date' ? dayField(key.label) : kind;
    const taken = item.fields.some((field) => field.name === fixed);
    const name = names.take(taken || fixed === null ? own : fixed).replace('~', '-');
    if (item.fields.some((field) => field.name === name)) continue;
    const field = keyField(scope, name, key, kind);
    item.fields.push(field);
    if (name === 'status') setStatus(scope, at, field.raw);
  }
}

function keyField(scope: ChunkScope, name: string, key: KeyLine, kind: FieldKind): DraftField {
  // A second status line of the same section states something else than the section's status.
  const own = kind === 'status' && name !== 'status' ? 'text' : kind;
  return scope.field(name, key.label, own, key.span);
}

function kindOfKey(scope: ChunkScope, key: KeyLine): FieldKind {
  const roles = rolesOf(key.label);
  const raw = scope.text.slice(key.span.start, key.span.end);
  if (isStatusKey(key) && isStatusText(scope, key)) return 'status';
  if (namesADay(key.label) && readDay(raw, scope.order) !== null) return 'date';
  if (roles.has('owner')) return 'owner';
  if (roles.has('notes')) return 'notes';
  return /^\d+(?:[.,]\d+)?$/u.test(raw) ? 'number' : 'text';
}

export function isStatusKey(key: KeyLine): boolean {
  return isStatusLabel(key.label);
}

/** A status line says a status word; a sentence behind `Status:` says more than that. */
const MAX_WORDS = 4;
const MAX_STATUS_LENGTH = 40;
const MAX_UNSPACED_LENGTH = 12;

function isStatusText(scope: ChunkScope, key: KeyLine): boolean {
  const plain = plainText(scope.text.slice(key.span.start, key.span.end));
  const word = statusWordIn(plain, scope.vocabulary ?? scope.context.profile.vocabulary);
  return recogniseWord(word) !== null || (key.marked && isShort(word));
}

function isShort(word: string): boolean {
  if (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(word))
    return word.length <= MAX_UNSPACED_LENGTH;
  return word.length <= MAX_STATUS_LENGTH && word.split(/\s+/u).length <= MAX_WORDS;
}

/** The first rule that fits a heading or label where the reading stands. */
export function ruleFor(
  scope: ChunkScope,
  title: string,
  on: 'heading' | 'label',
  level: number,
): ReadingRule | null {
  const found = scope.context.profile.rules.find(
    ({ rule, match }) =>
      rule.on.includes(on) &&
      (on === 'label' || rule.level === undefined || rule.level === level) &&
      (rule.under === undefined || scope.isUnder(rule.under)) &&
      match.test(title),
  );
  return found ?? null;
}

/** `Phase 3: Storage ✅ COMPLETE`, `v1.0 — Core (Shipped: 2026-02-11)`, `🚧 Auth`, `Auth [in progress]`. */
function headingParts(
  scope: ChunkScope,
  text: Span,
  rule: ReadingRule | null,
  isTitle: boolean,
): HeadingParts {
  const raw = scope.text.slice(text.start, text.end);
  const own = rule?.headingStatus?.exec(raw);
  if (own !== undefined && own !== null) return partsOf(text, raw, own);
  if (isTitle) return { name: text, status: null, date: null, sign: null };
  const declares = (word: string) => scope.vocabulary !== null && wordOf(scope.vocabulary, word) !== null;
  const { name, status, date, sign } = statedText(raw, declares);
  const shift = (span: Span): Span => ({ start: text.start + span.start, end: text.start + span.end });
  const shifted = (span: Span | null): Span | null => (span === null ? null : shift(span));
  return { name: shift(name), status: shifted(status), date: shifted(date), sign: shifted(sign) };
}

function partsOf(text: Span, raw: string, { index, indices }: RegExpExecArray): HeadingParts {
  const end = text.start + raw.slice(0, index).trimEnd().length;
  const spanOf = (name: string): Span | null => {
    const [from = 0, to = 0] = indices?.groups?.[name] ?? [];
    const said = raw.slice(from, to);
    const start = text.start + to - said.trimStart().length;
    return said.trim() === '' ? null : { start, end: start + said.trim().length };
  };
  return { name: { start: text.start, end }, status: spanOf('status'), date: spanOf('date'), sign: null };
}

const PLAIN_LABELS =
  /^(?:program(?:me)?|project|version|priority|phase|milestone|sprint|reviewed|verified|last|next|effort|estimate|size|type|category|scope|client|source|branch|reviewer|approver|sponsor|risk|confidence|updated|created|started|modified)\b/iu;

/** Key lines of every heading's own body, by the heading's index among the blocks; -1 before the first heading. */
export function keyLinesByHeading(
  text: string,
  blocks: readonly Block[],
  labels: readonly string[],
): Map<number, KeyLine[]> {
  const found = new Map<number, KeyLine[]>();
  let heading = -1;
  let headings = 0;
  const add = (at: number, keys: readonly KeyLine[]): void => {
    const known = found.get(at);
    if (known === undefined) found.set(at, [...keys]);
    else for (const key of keys) known.push(key);
  };
  blocks.forEach((block, at) => {
    if (block.type === 'heading' && block.opensSection) {
      const stated = statusOfParent(text, block);
      if (stated !== null) {
        const above = blocks.findLastIndex(
          (other, index) =>
            index < at && other.type === 'heading' && other.opensSection && other.level < block.level,
        );
        if (above !== -1) add(above, [stated]);
      }
      heading = at;
      headings += 1;
    }
    const span = block.type === 'paragraph' && block.item === -1 ? block.text : ownText(block);
    if (span === null) return;
    const first = headings === 0 || (headings === 1 && heading !== -1);
    const keys = keyLines(text, span, labels).filter((key) => isMeant(key, block.type === 'item' && !first));
    if (keys.length > 0) add(heading, keys);
  });
  return found;
}

function ownText(block: Block): Span | null {
  return block.type === 'item' && block.depth === 0 && block.check === null ? block.text : null;
}

/** Prose has colons too: an unmarked label must be a known one. */
function isMeant(key: KeyLine, inList: boolean): boolean {
  if (key.marked && !inList) return true;
  const roles = rolesOf(key.label);
  const known =
    roles.has('status') ||
    namesADay(key.label) ||
    roles.has('owner') ||
    namesAFact(slug(key.label)) ||
    PLAIN_LABELS.test(key.label);
  return known || (key.marked && roles.size > 0);
}
