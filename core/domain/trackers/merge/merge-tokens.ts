import type { Field, LogEntry, MetaField, ParsedDocument, ParsedItem } from '../model.ts';
import { fieldSpan, type Span } from '../text/span.ts';
import { lineStarts } from '../text/text.ts';
import { type Whole, wholesOf } from './whole-items.ts';

/** A value inside a token, with the name it has in all three documents. */
export interface TokenField {
  /** Unique across the document: item identity and field name, or metadata name. */
  readonly id: string;
  readonly address: string;
  readonly name: string;
  readonly label: string;
  /** Relative to the token's text. */
  readonly start: number;
  readonly end: number;
  readonly raw: string;
  readonly value: string;
}

/** The unit of merging: a line, or the lines one value spans. */
export interface Token {
  /**
   * Which line this is: the number of a line of the base, once sides are aligned; else the values it carries, whatever
   * these say, or its text.
   */
  readonly key: string;
  /** Line end included. */
  readonly text: string;
  readonly fields: readonly TokenField[];
  /** Identity of the item whose line this is, null for text that belongs to none. */
  readonly item: string | null;
  /** Whether the item begins in this line. */
  readonly head: boolean;
  /** The innermost item whose lines these are; null outside of items. */
  readonly within: Whole | null;
  readonly title: string;
  /** Change-log line: its date or '' where it states none; null for other lines. */
  readonly log: string | null;
}

/** Cuts a document into tokens; `identity` names items alike in all documents of the merge. */
export function tokenise(doc: ParsedDocument, identity: (item: ParsedItem) => string): Token[] {
  const starts = lineStarts(doc.text);
  const fields = placedFields(doc, identity);
  const heads = new Map(doc.items.map((item) => [item.span.start, item]));
  const logs = logLines(doc);
  const within = wholesOf(doc, identity);
  const tokens: Token[] = [];
  let next = 0;
  for (let line = 0; line < starts.length; line += 1) {
    const start = starts[line] ?? 0;
    let end = starts[line + 1] ?? doc.text.length;
    const own: TokenField[] = [];
    for (let field = fields[next]; field !== undefined && field.start < end; field = fields[++next]) {
      while (field.end > end && line + 1 < starts.length) {
        line += 1;
        end = starts[line + 1] ?? doc.text.length;
      }
      own.push({ ...field, start: field.start - start, end: field.end - start });
    }
    if (start === end) continue;
    const text = doc.text.slice(start, end);
    const head = heads.get(start);
    const item = head
      ? identity(head)
      : (own.find((field) => field.address !== '')?.id.split('\u0001')[0] ?? null);
    const whole = within(start);
    tokens.push({
      key:
        own.length === 0
          ? `=${whole === null ? '' : `${whole.item}\u0001`}${text.replace(/[\r\n]+$/u, '')}`
          : `#${own.map((field) => field.id).join('\u0002')}`,
      text,
      fields: own,
      item,
      head: head !== undefined,
      within: whole,
      title: head?.title ?? own[0]?.value ?? '',
      log: own.length === 0 ? (logs.get(start) ?? null) : null,
    });
  }
  return tokens;
}

function placedFields(doc: ParsedDocument, identity: (item: ParsedItem) => string): TokenField[] {
  const placed: TokenField[] = [];
  for (const item of doc.items) {
    const id = identity(item);
    for (const field of item.fields) {
      placed.push(place(field, fieldSpan(item, field), `${id}\u0001${field.name}`, item.address));
    }
  }
  const seen = new Map<string, number>();
  for (const meta of doc.meta) {
    const count = (seen.get(meta.name) ?? 0) + 1;
    seen.set(meta.name, count);
    placed.push(place(meta, meta.span, `meta\u0001${meta.name}\u0001${count}`, ''));
  }
  placed.sort((a, b) => a.start - b.start || a.end - b.end);
  // Readings may overlap (a name inside a heading that also states a status): the first one carries the text.
  let end = -1;
  return placed.filter((field) => {
    if (field.start < end) return false;
    end = Math.max(end, field.end);
    return true;
  });
}

function place(field: Field | MetaField, { start, end }: Span, id: string, address: string): TokenField {
  const { name, label, raw, value } = field;
  return { id, address, name, label, start, end, raw, value };
}

function logLines(doc: ParsedDocument): Map<number, string> {
  const lines = new Map<number, string>();
  for (const entry of doc.log) lines.set(lineStart(doc.text, entry), entry.date ?? '');
  return lines;
}

function lineStart(text: string, entry: LogEntry): number {
  return (
    Math.max(text.lastIndexOf('\n', entry.span.start - 1), text.lastIndexOf('\r', entry.span.start - 1)) + 1
  );
}
