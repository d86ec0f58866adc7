import { type EvidencePreview, TEXT_SHOWN_BYTES } from '../../../core/domain/readiness/evidence-preview.ts';
import { printableLines } from '../../../core/kernel/printable-text.ts';
import { nothing } from './nothing.ts';

type Format = keyof typeof TEXT_SHOWN_BYTES;

/** A UTF-8 character has at most so many bytes behind its first. */
const TORN_MAX = 3;

/** How a text is shown, by its name. */
export function formatOf(name: string): Format {
  if (/\.(?:md|markdown|mdx)$/iu.test(name)) return 'markdown';
  return /\.(?:json|sarif|webmanifest|map)$/iu.test(name) ? 'json' : 'text';
}

/** The beginning of a text; what is no text is not shown. */
export function textPreview(named: Format, start: Uint8Array, total: number): EvidencePreview {
  const head = decoded(start.subarray(0, TEXT_SHOWN_BYTES.json), total);
  if (head === null) return nothing('It is neither text nor a picture that can be shown.');
  const isJson = named === 'json' || (named === 'text' && /^\s*[[{]/u.test(head));
  // Only a whole one can be taken apart.
  const format = isJson ? (total <= TEXT_SHOWN_BYTES.json && isParsed(head) ? 'json' : 'text') : named;
  const shown = start.subarray(0, TEXT_SHOWN_BYTES[format]);
  const text = decoded(shown, total) ?? '';
  return {
    kind: 'text',
    format,
    text: format === 'text' ? printableLines(text) : text,
    bytes: total,
    shownBytes: Math.min(shown.length, total),
  };
}

function isParsed(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Null for what is no UTF-8 text. A character that is cut at the end of a part is left out. */
function decoded(bytes: Uint8Array, total: number): string | null {
  if (bytes.includes(0)) return null;
  const most = bytes.length < total ? TORN_MAX : 0;
  for (let torn = 0; torn <= most; torn += 1) {
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, bytes.length - torn));
    } catch {
      // One byte less, as far as a character may be torn.
    }
  }
  return null;
}
