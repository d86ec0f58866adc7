import { visibleText } from './comparable-text.ts';
import { blankStruck, isStruck } from './marks/struck.ts';

const LINE_END = /(?:(?<![^\S\r\n])[^\S\r\n]+)?[\r\n][\s>]*/gu;
const MARKED = /[\\*_~`[<&]/u;
/** Pairs further apart are left as they stand, which bounds the work on texts full of lone stars. */
const TOKEN =
  /\\([!-/:-@[-`{-~])|(?<!`)(`+)(?!`)([\s\S]{0,1000}?[^`])\2(?!`)|!?\[((?:[^[\]]|\[[^[\]]{0,500}\]){0,1000})\](?:\((?:[^()\\]|\\.|\([^()]{0,500}\)){0,1000}\)|\[[^\]]{0,1000}\])|<br\s*\/?>|<(https?:[^>\s]{1,2000})>|<!--[\s\S]{0,1000}?-->|<([\w.!#$%&'*+/=?^`{|}~-]{1,64}@[a-z\d](?:[a-z\d.-]{0,253}[a-z\d])?)>|<\/?[a-z][^<>]{0,1000}>|(\*{1,3})(?=\S)([\s\S]{0,1000}?\S)\7|~~(?=\S)([\s\S]{0,1000}?\S)~~|(?<![\p{L}\p{N}])(_{1,3})(?=\S)([\s\S]{0,1000}?\S)\10(?![\p{L}\p{N}])|&(#\d{1,7}|#x[\da-f]{1,6}|[a-z]{2,12});/giu;
const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  nbsp: ' ',
  check: '✓',
  checkmark: '✓',
  cross: '✗',
  ballot: '☐',
  mdash: '—',
  ndash: '–',
  hellip: '…',
  middot: '·',
  rarr: '→',
};

/** Readable text of a Markdown inline: escapes resolved, emphasis, code and link marks gone, lines joined. */
export function plainText(raw: string): string {
  const oneLine = raw.includes('\n') || raw.includes('\r') ? raw.replace(LINE_END, ' ') : raw;
  const joined = visibleText(oneLine);
  if (!MARKED.test(joined)) return joined.trim();
  const [inline, rest] = [joined.slice(0, LONGEST_INLINE), joined.slice(LONGEST_INLINE)];
  return `${inline.replace(TOKEN, unmark)}${rest}`.replace(/ {2,}/gu, ' ').trim();
}

/** Longer ones are no names, words or days, and a line without end must not keep the reader: the rest stays as it stands. */
const LONGEST_INLINE = 4000;

function unmark(whole: string, ...groups: readonly (string | number | undefined)[]): string {
  const [escaped, , code, link, url, mail, , starred, struck, , underlined, entity] = groups;
  if (typeof escaped === 'string') return escaped;
  if (typeof code === 'string') return code.replaceAll('\\|', '|');
  if (typeof url === 'string') return url;
  if (typeof mail === 'string') return mail;
  if (typeof entity === 'string') return character(entity.toLowerCase()) ?? whole;
  const inner = link ?? starred ?? struck ?? underlined;
  if (typeof inner === 'string') return plainText(inner);
  if (/^<br/iu.test(whole)) return ' ';
  return /^<img\b[^>]*?\salt\s*=\s*(?:"([^"]*)"|'([^']*)')/iu.exec(whole)?.slice(1).join('') ?? '';
}

/** The character an entity stands for; null for a name that is none. */
function character(entity: string): string | null {
  if (!entity.startsWith('#')) return ENTITIES[entity] ?? null;
  const code = entity.startsWith('#x') ? Number.parseInt(entity.slice(2), 16) : Number(entity.slice(1));
  return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : null;
}

/** The name a text gives now: what is struck out was its name before, unless nothing else is left. */
export function nameText(raw: string): string {
  return plainText(isStruck(raw) ? raw : blankStruck(raw)).replace(/^[\s→➜>–—:-]+(?=[\p{L}\p{N}])/u, '');
}
