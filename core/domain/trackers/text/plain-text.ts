const MARKED = /[\\*_~`[<&]/u;
/** Pairs further apart are left as they stand, which bounds the work on texts full of lone stars. */
const TOKEN =
  /\\([!-/:-@[-`{-~])|(?<!`)(`+)(?!`)([\s\S]{0,2000}?[^`])\2(?!`)|!?\[((?:[^[\]]|\[[^[\]]{0,500}\]){0,2000})\](?:\([^)]{0,2000}\)|\[[^\]]{0,2000}\])|<br\s*\/?>|<(https?:[^>\s]{1,2000})>|<!--[\s\S]{0,2000}?-->|<\/?[a-z][^>]{0,2000}>|(\*{1,3})(?=\S)([\s\S]{0,2000}?\S)\6|~~(?=\S)([\s\S]{0,2000}?\S)~~|(?<![\p{L}\p{N}])(_{1,3})(?=\S)([\s\S]{0,2000}?\S)\9(?![\p{L}\p{N}])|&(amp|lt|gt|quot|nbsp|#39);/giu;
const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  nbsp: ' ',
  '#39': "'",
};

/** Readable text of a Markdown inline: escapes resolved, emphasis, code and link marks gone, lines joined. */
export function plainText(raw: string): string {
  const joined = raw.includes('\n') || raw.includes('\r') ? raw.replace(/\s*[\r\n]+[\s>]*/gu, ' ') : raw;
  if (!MARKED.test(joined)) return joined.trim();
  return joined.replace(TOKEN, unmark).replace(/ {2,}/gu, ' ').trim();
}

function unmark(whole: string, ...groups: readonly (string | number | undefined)[]): string {
  const [escaped, , code, link, url, , starred, struck, , underlined, entity] = groups;
  if (typeof escaped === 'string') return escaped;
  if (typeof code === 'string') return code.replaceAll('\\|', '|');
  if (typeof url === 'string') return url;
  if (typeof entity === 'string') return ENTITIES[entity.toLowerCase()] ?? whole;
  const inner = link ?? starred ?? struck ?? underlined;
  if (typeof inner === 'string') return plainText(inner);
  return /^<br/iu.test(whole) ? ' ' : '';
}
