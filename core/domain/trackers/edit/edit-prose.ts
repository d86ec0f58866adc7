import { fail, ok } from '../../../kernel/result.ts';
import type { ParsedSection } from '../model.ts';
import { changesBetween } from '../text/align.ts';
import type { Span, Splice } from '../text/span.ts';
import type { EditResult } from './edit-plan.ts';
import { type EditState, eolNear, note } from './edit-state.ts';

const LINES = /[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+$/gu;

/**
 * Replaces the body of a section. Lines that stay the same keep their bytes, line end included, and so do the
 * blank lines around the body: only lines a person changed are spliced.
 */
export function setProse(state: EditState, sectionPath: string, typed: string): EditResult<null> {
  const section = state.doc.sections.find((entry) => entry.path === sectionPath);
  if (!section) {
    return fail(
      'item.not-found',
      `No section "${sectionPath}" in "${state.doc.title}"; nothing was changed.`,
      {
        address: sectionPath,
      },
    );
  }
  const text = state.doc.text;
  const span = trimmed(text, bodyOf(text, section));
  const before = text.slice(span.start, span.end);
  const wanted = typed.replace(/^(?:[ \t]*(?:\r\n|\n|\r))+|\s+$/gu, '');
  const eol = eolNear(text, span.start);
  const splices =
    before === '' ? fillEmpty(text, section, span.start, wanted, eol) : changedLines(text, span, wanted, eol);
  state.draft.rewrite(sectionPath, splices);
  note(state, {
    address: '',
    field: sectionPath,
    label: section.title === '' ? 'Text' : section.title,
    before: unified(before),
    after: unified(wanted),
  });
  return ok(null);
}

function unified(text: string): string {
  return text.replace(/\r\n|\r/gu, '\n');
}

/** What stands between the heading line (or lines) and the next heading. */
export function bodyOf(text: string, section: ParsedSection): Span {
  // A byte order mark stays the first thing in the file.
  const mark = section.span.start === 0 && text.startsWith('\uFEFF') ? 1 : 0;
  if (section.heading === null) return { start: section.span.start + mark, end: section.span.end };
  const from = section.heading.end;
  if (/[\r\n]/u.test(text.charAt(from - 1))) return { start: from, end: section.span.end };
  const eol = /\r\n|\n|\r/u.exec(text.slice(from, section.span.end));
  const start = eol === null ? section.span.end : from + eol.index + eol[0].length;
  return { start, end: section.span.end };
}

/** Without the blank lines around it; indentation of the first line stays in. */
function trimmed(text: string, span: Span): Span {
  const body = text.slice(span.start, span.end);
  const lead = /^(?:[ \t]*(?:\r\n|\n|\r))*/u.exec(body)?.[0].length ?? 0;
  const rest = body.slice(lead).trimEnd().length;
  return { start: span.start + lead, end: span.start + lead + rest };
}

function fillEmpty(text: string, section: ParsedSection, at: number, wanted: string, eol: string): Splice[] {
  if (wanted === '') return [];
  const tail = text.slice(0, at);
  const blankBefore = section.heading === null || /(?:\r\n|\n|\r)[ \t]*(?:\r\n|\n|\r)$/u.test(tail);
  const openLine = !/(?:^|[\r\n\uFEFF])$/u.test(tail);
  const lead = (openLine ? eol : '') + (blankBefore ? '' : eol);
  const blankAfter = at === text.length || section.span.end === text.length ? '' : eol;
  const body = wanted.replace(/\r\n|\n|\r/gu, eol);
  return [{ start: at, end: at, insert: lead + body + eol + blankAfter }];
}

function changedLines(text: string, span: Span, wanted: string, eol: string): Splice[] {
  const old = text.slice(span.start, span.end).match(LINES) ?? [];
  const fresh = wanted === '' ? [] : wanted.split(/\r\n|\n|\r/u);
  const bare = (line: string) => line.replace(/[\r\n]+$/u, '');
  const splices: Splice[] = [];
  let at = span.start;
  let index = 0;
  for (const change of changesBetween(old.map(bare), fresh)) {
    for (; index < change.start; index += 1) at += old[index]?.length ?? 0;
    const start = at;
    for (; index < change.end; index += 1) at += old[index]?.length ?? 0;
    const added = fresh.slice(change.freshStart, change.freshEnd);
    const splice = { start, end: at, insert: added.map((line) => line + eol).join('') };
    splices.push(index === old.length ? closing(splice, text, span) : splice);
  }
  return splices;
}

/** The body's last line has no line end of its own inside the span. */
function closing(splice: Splice, text: string, span: Span): Splice {
  const insert = splice.insert.replace(/(?:\r\n|\n|\r)$/u, '');
  if (splice.start < splice.end) {
    if (insert !== '' || splice.start === span.start) return { ...splice, insert };
    const before = /(?:\r\n|\n|\r)$/u.exec(text.slice(0, splice.start))?.[0].length ?? 0;
    return { start: splice.start - before, end: splice.end, insert };
  }
  const eol = /^(?:\r\n|\n|\r)/u.exec(text.slice(span.end, span.end + 2))?.[0] ?? eolNear(text, splice.start);
  return { ...splice, insert: eol + insert };
}
