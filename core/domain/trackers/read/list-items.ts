import type { Field } from '../model.ts';
import type { ProfileRule } from '../profiles/profile.ts';
import type { ItemBlock } from '../text/blocks.ts';
import { findDates } from '../text/dates.ts';
import { plainText } from '../text/plain-text.ts';
import { keyOf } from '../text/slug.ts';
import type { Span } from '../text/span.ts';
import type { Vocabulary } from '../vocabulary/vocabulary.ts';
import type { ChunkScope } from './chunk-scope.ts';
import { type DraftField, ENCLOSING } from './draft.ts';
import { type ItemStatus, readStatus } from './item-status.ts';

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
): void {
  const parent = drafted.get(block.parent) ?? ENCLOSING;
  const rule = block.depth === 0 ? scope.rule?.rule : undefined;
  if (block.check !== null) {
    drafted.set(at, addCheck(scope, block, block.check, parent));
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
        ? addSigned(scope, block, block.text, parent)
        : addRuled(scope, block, block.text, rule.list);
    if (item !== null) drafted.set(at, item);
  }
}

function addRuled(
  scope: ChunkScope,
  block: ItemBlock,
  text: Span,
  rule: NonNullable<ProfileRule['list']>,
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
  });
}

/** Signs that state a status when a list item begins with them. */
const SIGN = /^(?:✅|☑️?|✔️?|🚧|⏳|🔄|⏸️?|❌|🟢|🟡|🔴|⬜)(?=\s+\S)/u;
const ODD_BOX = /^\[[^\]\sxX]\]\s/u;

/** `- ✅ Tests pass`: an item by its sign. Boxes with other marks than GFM's are only named. */
function addSigned(scope: ChunkScope, block: ItemBlock, text: Span, parent: number): number | null {
  const raw = scope.text.slice(text.start, text.end);
  if (ODD_BOX.test(raw)) {
    scope.skip(
      'list',
      block.line,
      `"${raw.slice(0, 3)}" is no box that Markdown knows; the line is kept as it is`,
    );
    return null;
  }
  const sign = SIGN.exec(raw)?.[0];
  if (sign === undefined) return null;
  const mark = { start: text.start, end: text.start + sign.length };
  const blanks = /^\s+/u.exec(raw.slice(sign.length))?.[0].length ?? 0;
  const name = { start: mark.end + blanks, end: text.end };
  const title = plainText(scope.text.slice(name.start, name.end));
  const words = 'words:list-signs';
  const status = readStatus(sign, null, scope.context.mapping);
  if (status !== null) scope.useWord(words, status.word);
  return scope.add({
    start: block.start,
    end: block.end,
    line: block.line,
    kind: 'list-item',
    key: keyOf('', title),
    title,
    carrier: 'list-item',
    fields: [scope.field('status', 'Status', 'status', mark), scope.field('name', 'Name', 'text', name)],
    status,
    vocabulary: words,
    parent,
    count: 'marked list items',
  });
}

function addCheck(scope: ChunkScope, block: ItemBlock, check: Span, parent: number): number {
  const { text } = scope;
  const done = text.slice(check.start, check.end).toLowerCase() === 'x';
  const whole = block.text ?? { start: check.end + 1, end: check.end + 1 };
  let start = check.end + 1;
  while (start < whole.end && /\s/u.test(text.charAt(start))) start += 1;
  const name = { start, end: Math.max(start, whole.end) };
  const title = plainText(text.slice(name.start, name.end));
  const rule = block.depth === 0 ? scope.rule?.rule.list : undefined;
  const status: ItemStatus = {
    word: done ? '[x]' : '[ ]',
    state: done ? 'done' : 'planned',
    guess: false,
    deferred: false,
  };
  scope.checks += 1;
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
      { ...scope.field('check', 'Done', 'check', check), value: String(done) },
      scope.field('name', 'Name', 'text', name),
    ],
    parent,
    relate: rule?.relate ?? null,
    status,
    vocabulary: CHECK_VOCABULARY.id,
    count: rule?.count ?? null,
  });
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
      : /^([\s\S]+?)\s*\(([\s\S]*)\)\s*$/u.exec(scope.text.slice(text.start, text.end));
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
  let free = name;
  for (let count = 2; fields.some((field) => field.name === free); count += 1) free = `${name}-${count}`;
  return free;
}

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
  else scope.useWord(item.vocabulary, status.word);
}
