const MARKED = /[\\*_~`[<&]/u;
const TOKEN =
  /\\([!-/:-@[-`{-~])|(`+)(?!`)([\s\S]*?[^`])\2(?!`)|!?\[([^\]]*)\]\([^)]*\)|\[([^\]]+)\]\[[^\]]*\]|<br\s*\/?>|<(https?:[^>\s]+)>|<!--[\s\S]*?-->|<\/?[a-z][^>]*>|\*{1,3}|~~|(?<![\p{L}\p{N}])_{1,3}(?=\S)|(?<=\S)_{1,3}(?![\p{L}\p{N}])|&(amp|lt|gt|quot|nbsp|#39);/giu;
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

function unmark(
  whole: string,
  escaped: string | undefined,
  _ticks: string | undefined,
  code: string | undefined,
  link: string | undefined,
  reference: string | undefined,
  url: string | undefined,
  entity: string | undefined,
  offset: number,
  all: string,
): string {
  if (escaped !== undefined) return escaped;
  if (code !== undefined) return code.replaceAll('\\|', '|');
  if (link !== undefined) return plainText(link);
  if (reference !== undefined) return plainText(reference);
  if (url !== undefined) return url;
  if (entity !== undefined) return ENTITIES[entity.toLowerCase()] ?? whole;
  if (/^<br/iu.test(whole)) return ' ';
  // A star between blanks is a star.
  if (whole === '*' && isSpaceAt(all, offset - 1) && isSpaceAt(all, offset + 1)) return whole;
  return '';
}

function isSpaceAt(text: string, at: number): boolean {
  return at < 0 || at >= text.length || /\s/u.test(text.charAt(at));
}
