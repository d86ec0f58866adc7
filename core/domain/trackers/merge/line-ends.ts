import { eolOf } from '../text/text.ts';
import type { MergeConflict } from './merge-conflict.ts';
import type { Token } from './merge-tokens.ts';

/**
 * The line end of a merged text whose documents end their lines differently: that of the side that changed it. Null
 * where they agree, and where that side mixes two: then each line keeps its own.
 */
export function mergedLineEnd(base: string, earlier: string, later: string): string | null {
  const [own, early, late] = [eolOf(base), eolOf(earlier), eolOf(later)];
  if (own === early && own === late) return null;
  const wanted = late === own ? early : late;
  return wanted === 'crlf' ? '\r\n' : wanted === 'lf' ? '\n' : null;
}

/** A line as it is compared with one that ends otherwise. */
export function withPlainEnds(token: Token): Token {
  const { text, fields } = token;
  if (!text.includes('\r')) return token;
  const shifted = (at: number) => plain(text.slice(0, at)).length;
  return {
    ...token,
    text: plain(text),
    fields: fields.map((field) => ({
      ...field,
      start: shifted(field.start),
      end: shifted(field.end),
      raw: plain(field.raw),
      value: plain(field.value),
    })),
  };
}

export function withLineEnd(text: string, end: string): string {
  return end === '\n' ? text : text.replaceAll('\n', end);
}

export function conflictWithLineEnd(conflict: MergeConflict, end: string): MergeConflict {
  const said = (text: string | null) => (text === null ? null : withLineEnd(text, end));
  return {
    ...conflict,
    base: said(conflict.base),
    earlier: said(conflict.earlier),
    later: said(conflict.later),
  };
}

function plain(text: string): string {
  return text.replace(/\r\n?/gu, '\n');
}
