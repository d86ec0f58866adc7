import { fail, ok } from '../../../kernel/result.ts';
import type { Field, ParsedDocument, ParsedItem } from '../model.ts';
import { breaksComment } from '../text/marks/comment-marks.ts';
import { plainText } from '../text/plain-text.ts';
import { leadingId } from '../text/slug.ts';
import { fieldSpan, type Span, type Splice } from '../text/span.ts';
import { escapeCell, writeCell } from '../text/table-row.ts';
import type { ItemState } from '../vocabulary/states.ts';
import { formatDateLikeColumn } from './edit-date.ts';
import type { EditResult, WriteStyle } from './edit-plan.ts';
import { replaceStatusWord, resolveStatus } from './edit-status.ts';
import { yamlScalar } from './edit-yaml.ts';
import { keepHidden } from './hidden-parts.ts';

/** A field as a plan sees it: the document's, or what an earlier edit of the same plan made of it. */
export interface FieldNow {
  readonly raw: string;
  readonly value: string;
  /** What the item's state is to be by it. */
  readonly state?: ItemState;
}

export interface HowToWrite {
  readonly style: WriteStyle;
  /** The person had the text with its marks before them: what they left out is to go. */
  readonly sawMarks: boolean;
}

export interface FieldWrite {
  readonly splice: Splice;
  /** The field afterwards. */
  readonly now: FieldNow;
  /** What it said before, where the write takes more than its value. */
  readonly replaced?: string;
}

/** What stands before a text that opens its line's content: indent, quote marks, a bullet, a check box, a bar-less cell. */
const LINE_LEAD = /^[\s>]*(?:(?:[-*+]|\d{1,9}[.)])\s+)?(?:\[[^[\]\\]\]\s+)?$/u;
/** Marks that would turn such a text into another block. */
const BLOCK_MARK =
  /^(?:#{1,6}(?:\s|$)|>|[-+*](?:\s|$)|\d{1,9}[.)](?:\s|$)|`{3}|~{3}|<[!/?a-z]|\||=+\s*$|-{3,}\s*$|\[[ xX]\]\s)/iu;
const CONTROL = /[^\P{Cc}\t\r\n]|[\u2028\u2029]/u;

/** The splice that sets one field, in the words, format and decoration the document uses there. */
export function writeField(
  doc: ParsedDocument,
  item: ParsedItem,
  field: Field,
  now: FieldNow,
  value: string,
  how: HowToWrite,
): EditResult<FieldWrite> {
  if (!field.editable) {
    const why = field.locked ?? 'the document states it in a form that is only read';
    return fail(
      'field.locked',
      `${field.label} of "${item.title}" can't be edited: ${why}. Nothing was changed.`,
      {
        address: item.address,
        field: field.name,
      },
    );
  }
  if (field.kind === 'check') return writeCheck(doc, item, field, now, value);
  const content = contentOf(doc, item, field, now, value, how);
  if (!content.ok) return content;
  const span = fieldSpan(item, field);
  if (content.value.raw === now.raw) return ok({ splice: { ...span, insert: now.raw }, now });
  const write = item.carrier === 'table-row' ? writeCell : writeInline(item);
  const { replaced, ...after } = content.value;
  const splice = write(doc.text, span, after.raw);
  return ok(replaced === undefined ? { splice, now: after } : { splice, now: after, replaced });
}

function contentOf(
  doc: ParsedDocument,
  item: ParsedItem,
  field: Field,
  now: FieldNow,
  value: string,
  how: HowToWrite,
): EditResult<FieldNow & Pick<FieldWrite, 'replaced'>> {
  if (field.kind === 'status') {
    const from = now.raw === field.raw ? (item.status ?? now.value) : now.value;
    const word = resolveStatus(doc, item, from, value);
    if (!word.ok) return word;
    if (word.value.word === from) return ok(now);
    const status = replaceStatusWord(
      doc,
      item,
      field,
      bareScalar(item, now.raw),
      from,
      word.value,
      how.style,
    );
    if (status === null) return hides(item, field);
    const written = finish(doc, item, field, status.text, word.value.word);
    if (!written.ok) return written;
    return ok({ ...written.value, state: word.value.state, replaced: status.replaced ?? from });
  }
  if (field.kind === 'date') {
    const place = { doc, item, field: field.name };
    const date = formatDateLikeColumn(place, bareScalar(item, now.raw), value, how.style);
    if (!date.ok) return date;
    if (date.value.text === '' && now.raw !== '' && item.carrier === 'list-item') {
      return fail(
        'value.not-allowed',
        `${field.label} of "${item.title}" stands behind a label in the line, which would be left alone; remove both in the source. Nothing was changed.`,
        { address: item.address, field: field.name },
      );
    }
    if (date.value.iso === now.value) return ok(now);
    const kept = item.carrier === 'yaml-task' ? date.value.text : keepHidden(now.raw, date.value.text);
    if (kept === null) return hides(item, field);
    const written = finish(doc, item, field, kept, date.value.iso);
    if (!written.ok || date.value.iso !== '' || !date.value.isAmidWords) return written;
    // The words around the day go with it, which the day alone would not tell.
    return ok({ ...written.value, replaced: plainText(now.raw) });
  }
  const text = allowedText(doc, item, field, value);
  if (!text.ok) return text;
  if (text.value === now.value || text.value === now.raw) return ok(now);
  const asTyped = how.sawMarks || item.carrier === 'yaml-task';
  const kept = asTyped ? text.value : keepHidden(now.raw, text.value);
  if (kept === null) return hides(item, field);
  return finish(doc, item, field, keepDecoration(field, now, kept), text.value);
}

function hides(item: ParsedItem, field: Field): EditResult<never> {
  return fail(
    'value.not-allowed',
    `${field.label} of "${item.title}" holds a link or a comment that is not shown and would go; nothing was changed. Edit the source.`,
    { address: item.address, field: field.name },
  );
}

/** Without YAML's quotes: they are put back in the same style when the scalar is written. */
function bareScalar(item: ParsedItem, raw: string): string {
  return item.carrier === 'yaml-task' ? raw.replace(/^(["'])([\s\S]*)\1$/u, '$2') : raw;
}

/** Last step for every kind: what the carrier demands of any text put there. */
function finish(
  doc: ParsedDocument,
  item: ParsedItem,
  field: Field,
  text: string,
  value: string,
): EditResult<FieldNow> {
  if (item.carrier === 'table-row') return ok({ raw: escapeCell(text), value });
  if (item.carrier !== 'yaml-task') return ok({ raw: text, value });
  const span = fieldSpan(item, field);
  const raw = yamlScalar(field.raw, text, {
    quoteOutside: quoteAround(doc.text, span),
    // A text with a bracket counts too: it costs a pair of quotes, a bracket missed would cost the file.
    flow: /[{[]/u.test(doc.text.slice(item.span.start, span.start)),
    day: field.kind === 'date',
  });
  if (raw !== null) return ok({ raw, value });
  return fail(
    'field.locked',
    `${field.label} of "${item.title}" is not a one-line value; edit it in the source.`,
    {
      address: item.address,
      field: field.name,
    },
  );
}

function allowedText(doc: ParsedDocument, item: ParsedItem, field: Field, value: string): EditResult<string> {
  const refuse = (why: string) =>
    fail('value.not-allowed', `${field.label} of "${item.title}" ${why}; nothing was changed.`, {
      address: item.address,
      field: field.name,
    });
  let text = value.trim();
  if (CONTROL.test(text)) return refuse("can't hold control characters");
  if (/[\r\n]/u.test(text)) {
    const breaks =
      item.carrier === 'table-row' &&
      field.name !== 'name' &&
      (field.kind === 'notes' || field.kind === 'text');
    if (!breaks) return refuse('must stay on one line');
    text = text.replace(/\s*(?:\r\n|\n|\r)\s*/gu, '<br>');
  }
  if (text === '' && field.name === 'name') return refuse("can't be empty");
  if (field.name === 'name' && losesId(doc, item, text)) {
    return refuse('must begin with an id as it does now: the profile recognises the section by it');
  }
  if (item.carrier === 'yaml-task') return ok(text);
  // Looked for within the line only: a file without a `\r` would be searched to its start, for every edit.
  const { start } = fieldSpan(item, field);
  const line = doc.text.slice(doc.text.lastIndexOf('\n', start - 1) + 1, start);
  const lead = line.slice(line.lastIndexOf('\r') + 1);
  if (breaksComment(text, lead)) return refuse('would open or close a comment');
  const opensLine = LINE_LEAD.test(lead);
  // Behind a check box the paragraph has begun: no mark opens another block there.
  const behindBox = /\[[^[\]\\]\]\s+$/u.test(lead);
  if (opensLine && text === '') return refuse("can't be empty");
  if (opensLine && !behindBox && BLOCK_MARK.test(text) && !BLOCK_MARK.test(field.raw)) {
    return refuse("can't begin with a mark that makes a heading, list, quote, code or HTML of it");
  }
  return ok(text);
}

/** Profiles know a section by what its heading begins with ("Phase A", "v1.0"). */
function losesId(doc: ParsedDocument, item: ParsedItem, name: string): boolean {
  return (
    item.carrier === 'heading' &&
    doc.profile !== 'generic' &&
    leadingId(item.title) !== null &&
    leadingId(plainText(name)) === null
  );
}

/** A name or owner that is bold or code as a whole stays so. */
function keepDecoration(field: Field, now: FieldNow, text: string): string {
  if (field.name !== 'name' && field.kind !== 'owner') return text;
  const decoration = /^(\*\*|__|`|~~|\*|_)([^*_`~]+)\1$/u.exec(now.raw);
  if (decoration === null || decoration[2] !== now.value || text === '') return text;
  const mark = decoration[1] ?? '';
  return text.startsWith(mark) || (mark === '`' && text.includes('`')) ? text : mark + text + mark;
}

/** Outside tables an empty value needs its blank back: `Owner:` becomes `Owner: Ada`. */
function writeInline(item: ParsedItem) {
  return (text: string, span: Span, raw: string): Splice => {
    const before = text.charAt(span.start - 1);
    const needsBlank =
      span.start === span.end && raw !== '' && /\S/u.test(before) && before !== '"' && before !== "'";
    const blank = needsBlank && (item.carrier === 'yaml-task' || /[:\])*_]/u.test(before)) ? ' ' : '';
    return { ...span, insert: blank + raw };
  };
}

function quoteAround(text: string, span: Span): '"' | "'" | null {
  const before = text.charAt(span.start - 1);
  const after = text.charAt(span.end);
  return before === after && (before === '"' || before === "'") ? before : null;
}

function writeCheck(
  doc: ParsedDocument,
  item: ParsedItem,
  field: Field,
  now: FieldNow,
  value: string,
): EditResult<FieldWrite> {
  if (value !== 'true' && value !== 'false') {
    return fail('value.not-allowed', `A check box is true or false, not "${value}"; nothing was changed.`, {
      address: item.address,
      field: field.name,
    });
  }
  const span = fieldSpan(item, field);
  // `[-]` and `[/]` are not ticked, and yet no empty box.
  const isFilled = value === 'false' && item.carrier === 'list-item' && now.raw.trim() !== '';
  if (value === now.value && !isFilled) return ok({ splice: { ...span, insert: now.raw }, now });
  const raw = tick(doc, field.raw, value === 'true');
  const state = value === 'true' ? 'done' : 'planned';
  return ok({ splice: { ...span, insert: raw }, now: { raw, value, state } });
}

/** Exactly one character changes: the box's inside, or the box sign itself. */
function tick(doc: ParsedDocument, raw: string, on: boolean): string {
  if (raw === 'true' || raw === 'false') return String(on);
  if (/[☐☑☒✅⬜]/u.test(raw))
    return raw.replace(
      /[☐☑☒✅⬜]/u,
      on ? (raw.includes('⬜') ? '✅' : '☑') : raw.includes('✅') ? '⬜' : '☐',
    );
  const sign = on ? tickOf(doc) : ' ';
  return raw.startsWith('[') ? `[${sign}]${raw.slice(3)}` : sign;
}

const ticks = new WeakMap<ParsedDocument, 'x' | 'X'>();

/** `X` only where the document ticks no other way. */
function tickOf(doc: ParsedDocument): string {
  const known = ticks.get(doc);
  if (known !== undefined) return known;
  const boxes = doc.items.flatMap((item) =>
    item.fields.filter((field) => field.kind === 'check').map((field) => field.raw),
  );
  const tick = boxes.some((raw) => raw.includes('X')) && !boxes.some((raw) => raw.includes('x')) ? 'X' : 'x';
  ticks.set(doc, tick);
  return tick;
}
