import { fail, ok } from '../../../kernel/result.ts';
import type { MetaField } from '../model.ts';
import { readDate } from '../text/dates.ts';
import { breaksComment } from '../text/marks/comment-marks.ts';
import { namesADay } from '../vocabulary/column-words.ts';
import { lastVerifiedIn } from '../vocabulary/fact-words.ts';
import { formatDateLikeColumn } from './edit-date.ts';
import type { EditResult } from './edit-plan.ts';
import { type EditState, eolNear, note } from './edit-state.ts';
import { yamlScalar } from './edit-yaml.ts';

const FRONT_MATTER =
  /^\uFEFF?---[ \t]*(?:\r\n|\n|\r)(?:[\s\S]*?(?:\r\n|\n|\r))??(?=(?:---|\.\.\.)[ \t]*(?:\r\n|\n|\r|$))/u;

/** Sets a metadata line or a front-matter scalar; a missing `last-verified` is added where front matter stands. */
export function setMeta(state: EditState, name: string, value: string): EditResult<null> {
  const meta =
    state.doc.meta.find((entry) => entry.name === name) ??
    byLabel(state, name) ??
    (name === 'last-verified' ? lastVerifiedIn(state.doc.meta) : undefined);
  if (!meta) return stampMissing(state, name, value);
  const refuse = (why: string) =>
    fail('value.not-allowed', `${meta.label} ${why}; nothing was changed.`, { field: name });
  const wanted = value.trim();
  if (/[^\P{Cc}\t]|[\u2028\u2029]/u.test(wanted)) return refuse('must stay on one line');
  if (meta.source === 'line' && breaksComment(wanted, '')) return refuse('would open or close a comment');
  const content = contentOf(state, meta, wanted);
  if (!content.ok) return content;
  const text = state.doc.text;
  const insert =
    meta.source === 'line' ? inLine(text, meta, content.value.text) : inYaml(text, meta, content.value.text);
  if (insert === null) return refuse('is not a one-line value; edit it in the source');
  state.draft.write({ ...meta.span, insert });
  state.writtenMeta.set(meta.name, content.value.value);
  note(state, { address: '', field: meta.name, label: meta.label, before: meta.value, after: wanted });
  return ok(null);
}

function byLabel(state: EditState, name: string): MetaField | undefined {
  return state.doc.meta.find((entry) => entry.label.toLowerCase() === name.toLowerCase());
}

function contentOf(
  state: EditState,
  meta: MetaField,
  wanted: string,
): EditResult<{ readonly text: string; readonly value: string }> {
  const bare = meta.raw.replace(/^(["'])([\s\S]*)\1$/u, '$2');
  if (wanted === '' || readDate(bare) === null || readDate(wanted) === null)
    return ok({ text: keepDecoration(bare, meta, wanted), value: wanted });
  const place = { doc: state.doc, item: null, field: meta.name };
  const date = formatDateLikeColumn(place, bare, wanted, state.style);
  return date.ok ? ok({ text: date.value.text, value: date.value.iso }) : date;
}

/** A value that is code or bold as a whole stays so. */
function keepDecoration(raw: string, meta: MetaField, wanted: string): string {
  const decoration = /^(\*\*|__|`|\*|_)([^*_`]+)\1$/u.exec(raw);
  if (decoration === null || decoration[2] !== meta.value || wanted === '') return wanted;
  const mark = decoration[1] ?? '';
  return wanted.startsWith(mark) ? wanted : mark + wanted + mark;
}

function inYaml(text: string, meta: MetaField, content: string): string | null {
  const before = text.charAt(meta.span.start - 1);
  const outside = before === text.charAt(meta.span.end) && (before === '"' || before === "'") ? before : null;
  const flow = /^\s*(?:---\s+)?\{/u.test(text);
  const day = namesADay(meta.label);
  const scalar = yamlScalar(meta.raw, content, { quoteOutside: outside, flow, day });
  return scalar !== null && meta.raw === '' && before === ':' ? ` ${scalar}` : scalar;
}

function inLine(text: string, meta: MetaField, content: string): string {
  const before = text.charAt(meta.span.start - 1);
  return meta.raw === '' && content !== '' && /[:*_]/u.test(before) ? ` ${content}` : content;
}

function stampMissing(state: EditState, name: string, value: string): EditResult<null> {
  const opening = FRONT_MATTER.exec(state.doc.text);
  if (name !== 'last-verified' || opening === null || readDate(value) === null) {
    const known = state.doc.meta.map((entry) => entry.name);
    return fail(
      'field.not-found',
      `"${state.doc.title}" has no metadata "${name}"; nothing was changed. It has: ${known.join(', ') || 'none'}.`,
      { field: name, known },
    );
  }
  const at = opening[0].length;
  const line = `last-verified: ${readDate(value)?.iso ?? value}${eolNear(state.doc.text, at)}`;
  state.draft.insert(line, { at, side: 'after', beside: null });
  note(state, { address: '', field: name, label: name, before: null, after: value });
  return ok(null);
}
