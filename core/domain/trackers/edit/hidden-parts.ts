import { plainText } from '../text/plain-text.ts';

/** A piece of a text as it stands, and whether a reader of the value sees it. */
interface Part {
  readonly raw: string;
  readonly kind: 'shown' | 'comment' | 'target' | 'break';
}

/** What is code or escaped is shown; a tag without attributes only says how the text looks. */
const TOKEN =
  /\\[!-/:-@[-`{-~]|(?<!`)(`+)(?!`)[\s\S]{0,1000}?[^`]\1(?!`)|<https?:[^>\s]{1,2000}>|(?<comment><!--[\s\S]{0,1000}?-->)|(?<break>\s*<br\s*\/?>\s*)|(?<tag><[a-z][\w-]*\s[^>]{1,1000}>)|(?<open>!?\[)(?=(?<inner>(?:[^[\]]|\[[^[\]]{0,500}\]){0,1000})(?<target>\](?:\((?:[^()\\]|\\.|\([^()]{0,500}\)){0,1000}\)|\[[^\]]{0,1000}\])))/giu;

/** Longer texts are written as typed: no name or owner is, and notes of that length are edited with their marks. */
const LONGEST = 4000;

function partsOf(raw: string): Part[] {
  const parts: Part[] = [];
  let at = 0;
  const add = (end: number, kind: Part['kind']) => {
    if (end > at) parts.push({ raw: raw.slice(at, end), kind });
    at = Math.max(at, end);
  };
  for (const { index, groups = {}, 0: whole } of raw.matchAll(TOKEN)) {
    if (index < at) continue;
    const { comment, break: ended, tag, open, inner = '', target } = groups;
    if (comment === undefined && ended === undefined && tag === undefined && target === undefined) continue;
    add(index, 'shown');
    if (open === undefined || target === undefined) {
      add(
        index + whole.length,
        comment === undefined ? (ended === undefined ? 'target' : 'break') : 'comment',
      );
      continue;
    }
    add(at + open.length, 'target');
    add(at + inner.length, 'shown');
    add(at + target.length, 'target');
  }
  add(raw.length, 'shown');
  return parts;
}

/**
 * The text that shows `value` where `raw` stood, with what `raw` has beside what it shows: comments, link targets, tags.
 * Null when there is no telling where those belong in the new text.
 */
export function keepHidden(raw: string, value: string): string | null {
  if (raw.length > LONGEST || !/[<[]/u.test(raw) || /<br\s*\/?>/iu.test(value)) return value;
  const parts = partsOf(raw);
  const meant = parts.filter(isMeant);
  if (meant.length > 0 && meant.every((part) => value.includes(part.raw))) return value;
  const targets = meant.some(({ kind }) => kind === 'target');
  const comments = meant.filter(({ kind }) => kind === 'comment').map((part) => part.raw);
  const shown = parts.flatMap((part, at) => (saysSomething(part) ? [at] : []));
  const [only] = shown;
  if (only === undefined) return meant.length === 0 ? value : `${value} ${raw}`.trim();
  if (value === '') return targets ? null : comments.join(' ');
  if (shown.length === 1 && meant.length > 0) return withPart(parts, only, value);
  for (const at of shown.length > 1 ? shown : []) {
    const own = between(plainOf(parts.slice(0, at)), value, plainOf(parts.slice(at + 1)));
    if (own !== null) return withPart(parts, at, own);
  }
  return targets ? null : [value, ...comments].join(' ');
}

/** A line break is layout; links, tags and comments say something. */
function isMeant({ kind }: Part): boolean {
  return kind === 'comment' || kind === 'target';
}

function saysSomething({ kind, raw }: Part): boolean {
  return kind === 'shown' && plainText(raw) !== '';
}

function plainOf(parts: readonly Part[]): string {
  return plainText(
    parts.map((part) => (part.kind === 'break' ? ' ' : part.kind === 'shown' ? part.raw : '')).join(''),
  );
}

/** What of `value` is left between the same texts as before; null where one of them is not there any more. */
function between(before: string, value: string, after: string): string | null {
  if (!value.startsWith(before) || !value.endsWith(after)) return null;
  if (value.length < before.length + after.length) return null;
  const own = value.slice(before.length, value.length - after.length).trim();
  return own === '' ? null : own;
}

/** The blanks and the emphasis around the part stay. */
function withPart(parts: readonly Part[], at: number, value: string): string {
  const raw = parts[at]?.raw ?? '';
  const [, lead = '', mark = '', , trail = ''] =
    /^(\s*)(\*{1,3}|_{1,3}|~~)?([\s\S]*?)\2?(\s*)$/u.exec(raw) ?? [];
  const isWhole = mark !== '' && plainText(raw) !== raw.trim() && raw.trim().endsWith(mark);
  const own = isWhole && !value.startsWith(mark) ? mark + value + mark : value;
  return parts.map((part, index) => (index === at ? lead + own + trail : part.raw)).join('');
}
