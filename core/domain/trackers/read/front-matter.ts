import { isMap, isScalar, LineCounter } from 'yaml';
import type { MetaField, Skipped } from '../model.ts';
import { slug } from '../text/slug.ts';
import type { Span } from '../text/span.ts';
import { parseYaml } from '../text/yaml-text.ts';

export interface FrontMatter {
  /** Offset at which the Markdown begins. */
  readonly end: number;
  readonly meta: readonly MetaField[];
  readonly skipped: readonly Skipped[];
}

/** More is no metadata, and would take the YAML parser long to refuse. */
const MAX_LENGTH = 50_000;
const OPENING = /^\uFEFF?---[ \t]*(?:\r\n|\n)/u;
const CLOSING = /(?:^|\n)(?:---|\.\.\.)[ \t]*(?=\r?\n|$)/gu;

/** The block between `---` lines at the very top, delimiters included; null when the rule opens no such block. */
export function frontMatterSpan(text: string): { readonly whole: Span; readonly body: Span } | null {
  const opening = OPENING.exec(text);
  if (opening === null) return null;
  const start = opening[0].length;
  CLOSING.lastIndex = start - 1;
  const closing = CLOSING.exec(text);
  if (closing === null) return null;
  const bodyEnd = closing.index + (closing[0].startsWith('\n') ? 1 : 0);
  const body = { start, end: Math.max(start, bodyEnd) };
  if (!looksLikeYaml(text.slice(body.start, body.end))) return null;
  let end = closing.index + closing[0].length;
  if (text.charAt(end) === '\r') end += 1;
  if (text.charAt(end) === '\n') end += 1;
  return { whole: { start: 0, end }, body };
}

/** A rule near the top may be no front matter: then the lines behind it are prose. */
function looksLikeYaml(body: string): boolean {
  const first = body.split(/\r?\n/u).find((line) => line.trim() !== '' && !line.trimStart().startsWith('#'));
  return first !== undefined && KEY.test(first.slice(0, LONGEST_KEY));
}

const LONGEST_KEY = 400;
const KEY = /^["']?[\p{L}_][\p{L}\p{N}_ .-]*["']?\s*:(?:\s|$)/u;

export function readFrontMatter(text: string): FrontMatter {
  const span = frontMatterSpan(text);
  if (span === null) return otherFrontMatter(text);
  const source = text.slice(span.body.start, span.body.end);
  if (source.length > MAX_LENGTH) {
    const reason = `Front matter of more than ${MAX_LENGTH} characters is kept and not read`;
    return { end: span.whole.end, meta: [], skipped: [{ what: 'front-matter', line: 1, reason }] };
  }
  const counter = new LineCounter();
  const { contents, error } = parseYaml(source, counter);
  const skip = (line: number, reason: string): Skipped => ({ what: 'front-matter', line, reason });
  if (error !== null) {
    const reason = `Front matter is not valid YAML here, so only its one-line fields are read: ${error.reason}`;
    const meta = lineFields(source, span.body.start);
    return { end: span.whole.end, meta, skipped: [skip(1 + error.line, reason)] };
  }
  const meta: MetaField[] = [];
  const skipped: Skipped[] = [];
  const names = new Set<string>();
  for (const pair of isMap(contents) ? contents.items : []) {
    if (!isScalar(pair.key)) continue;
    const label = String(pair.key.value);
    const at = scalarSpan(pair.value);
    const line = 1 + counter.linePos(pair.key.range?.[0] ?? 0).line;
    const name = slug(label) || 'field';
    if (names.has(name)) {
      skipped.push(skip(line, `"${label}" stands here more than once; the first counts`));
      continue;
    }
    if (at === null) {
      skipped.push(skip(line, `"${label}" holds a list or map, which is kept and not shown as a field`));
      continue;
    }
    names.add(name);
    const raw = source.slice(at.start, at.end);
    const value = isScalar(pair.value) ? scalarText(pair.value.value, raw) : raw;
    meta.push({ name, label, span: shift(at, span.body.start), raw, value, source: 'front-matter' });
  }
  return { end: span.whole.end, meta, skipped };
}

const OTHER_KINDS: readonly (readonly [string, RegExp])[] = [
  ['TOML', /^\uFEFF?\+\+\+[ \t]*\r?\n[\s\S]*?\n\+\+\+[ \t]*(?:\r?\n|$)/u],
  ['JSON', /^\uFEFF?\{[ \t]*\r?\n\s*"[\s\S]*?\n\}[ \t]*(?:\r?\n|$)/u],
];

/** Front matter that is not YAML is no prose either: it is named and left alone. */
function otherFrontMatter(text: string): FrontMatter {
  for (const [kind, whole] of OTHER_KINDS) {
    const found = whole.exec(text.slice(0, MAX_LENGTH));
    if (found === null) continue;
    const reason = `Front matter in ${kind} is kept as it is; only YAML is read`;
    return { end: found[0].length, meta: [], skipped: [{ what: 'front-matter', line: 1, reason }] };
  }
  return { end: 0, meta: [], skipped: [] };
}

/** Fields of a broken front matter that are right by themselves: `label: value` on a line of its own. */
function lineFields(source: string, offset: number): MetaField[] {
  const meta: MetaField[] = [];
  const names = new Set<string>();
  let at = 0;
  for (const line of source.split(/(?<=\n)/u)) {
    const start = at;
    at += line.length;
    const goesOn = /^[ \t]+\S/u.test(source.slice(at));
    if (goesOn || !/^["'\p{L}_]/u.test(line)) continue;
    const { contents } = parseYaml(line, new LineCounter());
    const [pair, ...more] = isMap(contents) ? contents.items : [];
    if (pair === undefined || more.length > 0 || !isScalar(pair.key)) continue;
    const span = scalarSpan(pair.value);
    const label = String(pair.key.value);
    const name = slug(label);
    if (span === null || span.start === span.end || name === '' || names.has(name)) continue;
    names.add(name);
    const raw = line.slice(span.start, span.end);
    const value = isScalar(pair.value) ? scalarText(pair.value.value, raw) : raw;
    meta.push({ name, label, span: shift(span, offset + start), raw, value, source: 'front-matter' });
  }
  return meta;
}

function scalarSpan(node: unknown): Span | null {
  if (!isScalar(node) || node.range === undefined || node.range === null) return null;
  return { start: node.range[0], end: node.range[1] };
}

function scalarText(value: unknown, raw: string): string {
  return typeof value === 'string' ? value : raw;
}

function shift(span: Span, by: number): Span {
  return { start: span.start + by, end: span.end + by };
}
