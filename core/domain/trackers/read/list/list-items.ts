import type { Field } from '../../model.ts';
import type { ProfileRule } from '../../profiles/profile.ts';
import type { ItemBlock } from '../../text/blocks.ts';
import { findDates } from '../../text/dates.ts';
import { isStruck } from '../../text/marks/struck.ts';
import { nameText, plainText } from '../../text/plain-text.ts';
import { keyOf } from '../../text/slug.ts';
import type { Span } from '../../text/span.ts';
import { boxState } from '../../vocabulary/marks.ts';
import { saysNothing } from '../../vocabulary/saying-nothing.ts';
import { isFinished } from '../../vocabulary/states.ts';
import { mappedState } from '../../vocabulary/status-key.ts';
import type { Vocabulary } from '../../vocabulary/vocabulary.ts';
import type { ChunkScope } from '../chunk-scope.ts';
import { ENCLOSING } from '../draft.ts';
import type { DraftField } from '../draft-field.ts';
import { type ItemStatus, readStatus } from '../item-status.ts';
import type { ListKind } from './list-kind.ts';

/** The words of a check box; setting it is a check, not a choice of words. */
export const CHECK_VOCABULARY: Vocabulary = {
  id: 'check',
  source: 'generic',
  words: [
    { word: '[ ]', state: 'planned', next: null },
    { word: '[x]', state: 'done', next: null },
  ],
};

/** Dates further in belong to the sentence, not to the entry. */
const DATE_WITHIN = 32;

/**
 * Reads one list item: a check box becomes an item wherever it stands, an outer item becomes what the rule in force
 * says. `drafted` maps block indexes of items already read to their drafts, so that children find their parents.
 */
export function readItem(
  scope: ChunkScope,
  block: ItemBlock,
  at: number,
  drafted: Map<number, number>,
  kind: ListKind,
): void {
  const parent = drafted.get(block.parent) ?? ENCLOSING;
  const rule = block.depth === 0 ? scope.rule?.rule : undefined;
  const box = kind.legend === null ? boxOf(scope, block) : null;
  if (box !== null) {
    drafted.set(at, addBox(scope, block, box, parent));
    return;
  }
  // Children of what is no item still belong to the nearest item above.
  if (parent !== ENCLOSING) drafted.set(at, parent);
  if (block.text === null) return;
  if (scope.isUnder('log')) {
    if (block.depth === 0) readLogEntry(scope, block, block.text);
  } else if (rule?.field !== undefined) readLabelField(scope, block.text, rule.field);
  else {
    const item =
      rule?.list === undefined
        ? addStated(scope, block, block.text, parent, kind)
        : addRuled(scope, block, block.text, rule.list, kind);
    if (item !== null) drafted.set(at, item);
  }
}

function addRuled(
  scope: ChunkScope,
  block: ItemBlock,
  text: Span,
  rule: NonNullable<ProfileRule['list']>,
  kind: ListKind,
): number {
  const title = plainText(scope.text.slice(text.start, text.end));
  return scope.add({
    start: block.start,
    end: block.end,
    line: block.line,
    kind: rule.kind,
    key: keyOf('', title),
    title,
    carrier: 'list-item',
    fields: [scope.field('name', 'Name', 'text', text)],
    relate: rule.relate ?? null,
    count: rule.count,
    status: kind.takesState ? scope.inherited : null,
  });
}

/** `- ✅ Tests pass`, `- Export — done`, `- ~~Import~~`, or a plain line whose heading says how far it is. */
function addStated(
  scope: ChunkScope,
  block: ItemBlock,
  text: Span,
  parent: number,
  kind: ListKind,
): number | null {
  if (kind.legend !== null || kind.fields) return null;
  // A line that is a field of the heading's item is no item beside it.
  const around = scope.items[scope.headingItem]?.fields ?? [];
  if (around.some(({ span }) => span.start >= text.start && span.end <= text.end)) return null;
  const raw = scope.text.slice(text.start, text.end);
  const within = ({ start, end }: Span): Span => ({ start: text.start + start, end: text.start + end });
  const parts = kind.stated.get(block.line);
  if (parts === undefined) return null;
  const states = parts.status !== null && (parts.marked || kind.wordsState);
  const struck = !states && kind.struckIsDropped && isStruck(raw);
  const given = states || struck || !kind.takesState || saysNothing(plainText(raw)) ? null : scope.inherited;
  if (!states && !struck && given === null) return null;
  const name = within(states ? parts.name : { start: 0, end: raw.length });
  const title = nameText(scope.text.slice(name.start, name.end));
  const fields = [scope.field('name', 'Name', 'text', name)];
  const item = {
    start: block.start,
    end: block.end,
    line: block.line,
    kind: 'list-item',
    key: keyOf('', title),
    title,
    carrier: 'list-item',
    parent,
  } as const;
  if (!states || parts.status === null) {
    const status: ItemStatus = given ?? { word: '~~', state: 'dropped', guess: true, deferred: false };
    return scope.add({
      ...item,
      fields,
      status,
      count: given === null ? 'struck list items' : 'listed items',
    });
  }
  const mark = within(parts.status);
  fields.push(scope.field('status', 'Status', 'status', mark));
  if (parts.sign !== null) fields.push(signField(scope, within(parts.sign)));
  if (parts.date !== null) fields.push(scope.field('done', 'Done', 'date', within(parts.date)));
  const sign = scope.text.slice(mark.start, mark.end);
  // A sign alone stays one: a bare word in its place would be part of the name.
  const words = !/[\p{L}\p{N}]/u.test(sign) ? 'words:list-signs' : 'words:list-words';
  const vocabulary = scope.vocabulary;
  const status = readStatus(sign, vocabulary, scope.context.mapping);
  if (status !== null && vocabulary === null) scope.useWord(words, status.word);
  return scope.add({
    ...item,
    fields: fields.sort((a, b) => a.span.start - b.span.start),
    status,
    vocabulary: vocabulary?.id ?? words,
    count: 'marked list items',
  });
}

/** The sign in front of a name whose status stands behind it: it follows the status. */
export function signField(scope: ChunkScope, span: Span): DraftField {
  return scope.field('sign', 'Sign', 'text', span, 'it follows the status');
}

interface Box {
  readonly inside: Span;
  readonly status: ItemStatus;
  /** GFM knows it too, so it is among the boxes `check` counts. */
  readonly standard: boolean;
}

const CUSTOM_BOX = /^\[([^\]\s\\]|\u00A0)\](?=[\s\u00A0]+\S)/u;

/** A check box of Markdown's, or one with a character that task tools give a meaning (`[/]`, `[-]`, `[>]`). */
function boxOf(scope: ChunkScope, block: ItemBlock): Box | null {
  if (block.check !== null) {
    const inside = scope.text.slice(block.check.start, block.check.end);
    const done = inside.toLowerCase() === 'x';
    const status = { word: done ? '[x]' : '[ ]', state: done ? 'done' : 'planned', guess: false } as const;
    return { inside: block.check, status: { ...status, deferred: false }, standard: inside !== '\u00A0' };
  }
  if (block.text === null) return null;
  const { start } = block.text;
  const found = CUSTOM_BOX.exec(scope.text.slice(start, start + 12));
  const inside = found?.[1] ?? '';
  const said = found === null ? null : boxState(inside);
  if (found === null || said === null) return null;
  const word = `[${inside === '\u00A0' ? ' ' : inside}]`;
  const given = mappedState(word, scope.context.mapping);
  const status =
    given === null ? { word, ...said } : { word, state: given, guess: false, deferred: said.deferred };
  return { inside: { start: start + 1, end: start + 1 + inside.length }, status, standard: false };
}

function addBox(scope: ChunkScope, block: ItemBlock, box: Box, parent: number): number {
  const { text } = scope;
  const behind = box.inside.end + 1;
  const whole = block.text ?? { start: behind, end: behind };
  let start = behind;
  while (start < whole.end && /\s/u.test(text.charAt(start))) start += 1;
  const name = { start, end: Math.max(start, whole.end) };
  const raw = text.slice(name.start, name.end);
  const title = nameText(raw);
  const rule = block.depth === 0 ? scope.rule?.rule.list : undefined;
  const status = statusOfBox(scope, block, box, raw);
  if (box.standard) scope.checks += 1;
  scope.vocabularies.set(CHECK_VOCABULARY.id, CHECK_VOCABULARY);
  return scope.add({
    start: block.start,
    end: block.end,
    line: block.line,
    kind: rule?.kind ?? 'check',
    key: keyOf('', title),
    title,
    carrier: 'list-item',
    fields: [
      { ...scope.field('check', 'Done', 'check', box.inside), value: String(status.state === 'done') },
      scope.field('name', 'Name', 'text', name),
    ],
    parent,
    relate: rule?.relate ?? null,
    status,
    vocabulary: CHECK_VOCABULARY.id,
    count: rule?.count ?? null,
  });
}

/** A box nobody ticked is open, or given up where it is struck; how far it is, the heading of its lane says as it does for lines without a box. */
function statusOfBox(
  scope: ChunkScope,
  block: ItemBlock,
  { status, standard }: Box,
  raw: string,
): ItemStatus {
  if (status.state !== 'planned') return status;
  if (isStruck(raw)) return { ...status, state: 'dropped', guess: true };
  const lane = standard && block.depth === 0 && !scope.isUnder('log') ? scope.inherited : null;
  if (lane === null || isFinished(lane.state) || lane.state === 'planned' || lane.state === 'unknown')
    return status;
  return { ...status, state: lane.state, guess: true };
}

function readLogEntry(scope: ChunkScope, block: ItemBlock, text: Span): void {
  const raw = scope.text.slice(text.start, text.end);
  const first = findDates(raw.slice(0, DATE_WITHIN + 16), scope.order)[0];
  const own = first !== undefined && first.start <= 4 ? first.iso : null;
  const around = scope.levels.findLast((level) => level.date !== null)?.date ?? null;
  const said =
    own === null || first === undefined ? raw : raw.slice(first.end).replace(/^[*_]*\s*[:：–—-]?\s*/u, '');
  const date = own ?? around;
  scope.log.push({
    date,
    text: plainText(said),
    span: { start: block.start, end: block.end },
    line: block.line,
  });
}

/** `Objective:` or `Status:` with a list below: its items are values of the heading's item. */
function readLabelField(
  scope: ChunkScope,
  text: Span,
  rule: { name: string; kind: Field['kind']; split?: string | undefined },
): void {
  const item = scope.items[scope.headingItem];
  if (item === undefined) return;
  const label = rule.name.charAt(0).toUpperCase() + rule.name.slice(1).replaceAll('-', ' ');
  if (rule.kind !== 'status') {
    item.fields.push(scope.field(freeName(item.fields, rule.name), label, rule.kind, text));
    return;
  }
  if (item.fields.some((field) => field.name === rule.name)) return;
  const parts =
    rule.split === undefined
      ? null
      : /^(\S(?:[^(]*[^\s(])?)\s*\(([\s\S]*)\)\s*$/u.exec(scope.text.slice(text.start, text.end));
  const word = parts === null ? text : { start: text.start, end: text.start + (parts[1] ?? '').length };
  item.fields.push(scope.field(rule.name, label, 'status', word));
  setStatus(scope, scope.headingItem, scope.text.slice(word.start, word.end));
  if (parts === null || rule.split === undefined) return;
  const detailAt = scope.text.indexOf('(', word.end) + 1;
  const detail = { start: detailAt, end: detailAt + (parts[2] ?? '').length };
  item.fields.push(scope.field(freeName(item.fields, rule.split), 'Notes', 'notes', detail));
}

/** The name, or the next of `name-2`, `name-3` that no field of the item has: each entry of the list is a value. */
function freeName(fields: readonly DraftField[], name: string): string {
  const given = givenNames.get(fields) ?? {
    names: new Set<string>(),
    counts: new Map<string, number>(),
    seen: 0,
  };
  givenNames.set(fields, given);
  for (; given.seen < fields.length; given.seen += 1) given.names.add(fields[given.seen]?.name ?? '');
  let count = given.counts.get(name) ?? 1;
  const free = () => (count === 1 ? name : `${name}-${count}`);
  while (given.names.has(free())) count += 1;
  given.counts.set(name, count);
  return free();
}

/** What was looked at of an item's fields, to which others are only added: a list may give it thousands. */
const givenNames = new WeakMap<
  readonly DraftField[],
  { readonly names: Set<string>; readonly counts: Map<string, number>; seen: number }
>();

/** Gives a heading's item its status, by the words declared or of the profile, else by those in use under `ownWords`. */
export function setStatus(scope: ChunkScope, at: number, raw: string, ownWords = 'words:sections'): void {
  const item = scope.items[at];
  if (item === undefined) return;
  const vocabulary = scope.vocabulary ?? scope.context.profile.vocabulary;
  const status = readStatus(raw, vocabulary, scope.context.mapping);
  item.status = status;
  item.vocabulary = vocabulary?.id ?? ownWords;
  if (vocabulary !== null) scope.vocabularies.set(vocabulary.id, vocabulary);
  else if (status === null) scope.useWords(item.vocabulary);
  else if (/^\d{1,3}\s?%$/u.test(status.word)) scope.useWords(item.vocabulary);
  else scope.useWord(item.vocabulary, status.word);
}
