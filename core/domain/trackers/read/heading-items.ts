import type { FieldKind } from '../model.ts';
import { isLogTitle, type ReadingRule } from '../profiles/reading-profile.ts';
import type { Block, HeadingBlock } from '../text/blocks.ts';
import { findDates } from '../text/dates.ts';
import { type KeyLine, keyLines } from '../text/key-lines.ts';
import { plainText } from '../text/plain-text.ts';
import { keyOf, leadingId, slug, UniqueNames } from '../text/slug.ts';
import type { Span } from '../text/span.ts';
import { dayField, fieldNameFor, namesADay, rolesOf } from '../vocabulary/column-words.ts';
import { isExactStatus, recogniseWord, statusWordIn, wordOf } from '../vocabulary/vocabulary.ts';
import type { ChunkScope } from './chunk-scope.ts';
import type { DraftField } from './draft.ts';
import { setStatus } from './list-items.ts';

/** A heading cut in what it names and what it states. */
interface HeadingParts {
  readonly name: Span;
  readonly status: Span | null;
  readonly date: Span | null;
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
  const found = ruleFor(scope, whole, 'heading', block.level);
  const parts = headingParts(scope, block.text, found, isTitle);
  const title = plainText(scope.text.slice(parts.name.start, parts.name.end));
  const role = found?.rule.role ?? (isLogTitle(whole) ? 'log' : null);
  const date = findDates(whole, scope.order)[0]?.iso ?? null;
  const statesStatus = keys.some((key) => isStatusKey(key) && isStatusText(scope, key));
  const ruleItem = found?.rule.item;
  const isItem =
    ruleItem !== undefined ||
    (!isTitle && role !== 'log' && !scope.isUnder('log') && (parts.status !== null || statesStatus));
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
    { level: block.level, role, rule: found, vocabulary: null, hasItem: isItem, date },
  );
  if (!isItem) return;
  const item = scope.add({
    start,
    end: block.end,
    line,
    kind: ruleItem?.kind ?? 'section',
    key: leadingId(title) ?? keyOf('', title),
    title,
    carrier: 'heading',
    fields: [scope.field('name', 'Name', 'text', parts.name)],
    count: ruleItem?.count ?? null,
  });
  addHeadingFields(scope, item, parts);
  addKeyFields(scope, item, keys);
}

function addHeadingFields(scope: ChunkScope, at: number, parts: HeadingParts): void {
  const fields = scope.items[at]?.fields;
  if (fields === undefined) return;
  if (parts.status !== null) {
    fields.push(scope.field('status', 'Status', 'status', parts.status));
    const raw = scope.text.slice(parts.status.start, parts.status.end);
    // A heading's status is only known as one by its sign or its exact word, so each kind keeps to its own words.
    setStatus(scope, at, raw, SIGN_FIRST.test(raw) ? 'words:heading-signs' : 'words:headings');
  }
  if (parts.date !== null) fields.push(scope.field('date', 'Date', 'date', parts.date));
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
  if (namesADay(key.label) && findDates(raw, scope.order).length === 1) return 'date';
  if (roles.has('owner')) return 'owner';
  if (roles.has('notes')) return 'notes';
  return /^\d+(?:[.,]\d+)?$/u.test(raw) ? 'number' : 'text';
}

export function isStatusKey(key: KeyLine): boolean {
  return (
    rolesOf(key.label).has('status') &&
    /stat|state|estado|zustand|état|статус|состояние|状|상태/iu.test(key.label)
  );
}

const MAX_STATUS_LENGTH = 40;

/** A status line says a status word; a sentence behind `Status:` says more than that. */
function isStatusText(scope: ChunkScope, key: KeyLine): boolean {
  const plain = plainText(scope.text.slice(key.span.start, key.span.end));
  const word = statusWordIn(plain, scope.vocabulary ?? scope.context.profile.vocabulary);
  return recogniseWord(word) !== null || (key.marked && word.length <= MAX_STATUS_LENGTH);
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

const SIGNS = '✅|☑️?|✔️?|🚧|⏳|🔄|⏸️?|❌|🟢|🟡|🔴|⬜';
const SIGN_FIRST = new RegExp(`^(?:${SIGNS})`, 'u');
const TAIL = new RegExp(
  `\\s*(?:\\((?<round>[^()]{2,60})\\)|\\[(?<square>[^\\[\\]]{2,60})\\]|[—–-]\\s+(?<dash>(?:(?:${SIGNS})\\s*)?[^—–()\\[\\]]{2,40})|:\\s+(?<colon>[^:()\\[\\]]{2,30})|(?<sign>(?:${SIGNS})(?:\\s*[\\p{L} ]{2,30})?))\\s*$`,
  'u',
);

/** `Phase 3: Storage ✅ COMPLETE`, `v1.0 — Core (Shipped: 2026-02-11)`, `Auth [in progress]`. */
function headingParts(
  scope: ChunkScope,
  text: Span,
  rule: ReadingRule | null,
  isTitle: boolean,
): HeadingParts {
  const raw = scope.text.slice(text.start, text.end);
  const own = rule?.headingStatus?.exec(raw);
  if (own !== undefined && own !== null)
    return partsOf(text, raw, own.index, own.groups?.['status'], own.groups?.['date']);
  const plain: HeadingParts = { name: text, status: null, date: null };
  if (isTitle || raw.length > 300) return plain;
  // The leftmost tail may only be a part of the name ("P8: Mapping — DONE"): the ones behind it are tried too.
  for (let from = 0; from < raw.length; ) {
    const tail = TAIL.exec(raw.slice(from));
    if (tail === null) return plain;
    const at = from + tail.index;
    const { round, square, dash, colon, sign } = tail.groups ?? {};
    const said = round ?? square ?? dash ?? colon ?? sign ?? '';
    const [word = '', rest] = said.split(/\s*:\s*/u);
    if (at > 0 && statesInHeading(scope, word, sign !== undefined)) return partsOf(text, raw, at, word, rest);
    from = at + 1;
  }
  return plain;
}

/** Words in brackets or behind a dash name more often than they state; only whole status words count. */
function statesInHeading(scope: ChunkScope, word: string, signed: boolean): boolean {
  if (signed) return recogniseWord(word) !== null;
  const declared = scope.vocabulary !== null && wordOf(scope.vocabulary, word) !== null;
  return declared || isExactStatus(word);
}

function partsOf(
  text: Span,
  raw: string,
  tailAt: number,
  status: string | undefined,
  date: string | undefined,
): HeadingParts {
  const end = text.start + raw.slice(0, tailAt).trimEnd().length;
  const spanOf = (part: string | undefined): Span | null => {
    const trimmed = part?.trim() ?? '';
    const at = trimmed === '' ? -1 : raw.indexOf(trimmed, tailAt);
    return at === -1 ? null : { start: text.start + at, end: text.start + at + trimmed.length };
  };
  return { name: { start: text.start, end }, status: spanOf(status), date: spanOf(date) };
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
  blocks.forEach((block, at) => {
    if (block.type === 'heading' && block.opensSection) {
      heading = at;
      headings += 1;
    }
    const span = block.type === 'paragraph' && block.item === -1 ? block.text : ownText(block);
    if (span === null) return;
    const first = headings === 0 || (headings === 1 && heading !== -1);
    const keys = keyLines(text, span, labels).filter((key) => isMeant(key, block.type === 'item' && !first));
    if (keys.length > 0) found.set(heading, [...(found.get(heading) ?? []), ...keys]);
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
    roles.has('status') || namesADay(key.label) || roles.has('owner') || PLAIN_LABELS.test(key.label);
  return known || (key.marked && roles.size > 0);
}
