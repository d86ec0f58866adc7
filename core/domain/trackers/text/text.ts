import type { Splice } from './span.ts';

/** An undecodable byte `b` (0x80..0xFF) stands in the text as the lone surrogate U+DC00 + b. */
const BYTE_ESCAPE = 0xdc00;
const CHUNK = 8192;

/**
 * UTF-8 to text, reversible for any bytes: what isn't UTF-8 becomes one lone low surrogate per byte,
 * which no valid UTF-8 can produce. A byte order mark stays as U+FEFF at 0.
 */
export function decode(bytes: Uint8Array): string {
  const units = new Uint16Array(CHUNK);
  let used = 0;
  let text = '';
  let at = 0;
  while (at < bytes.length) {
    if (used > CHUNK - 2) {
      text += String.fromCharCode(...units.subarray(0, used));
      used = 0;
    }
    const lead = bytes[at] ?? 0;
    if (lead < 0x80) {
      units[used++] = lead;
      at += 1;
      continue;
    }
    const length = sequenceLength(bytes, at, lead);
    if (length === 0) {
      units[used++] = BYTE_ESCAPE + lead;
      at += 1;
      continue;
    }
    const point = codePoint(bytes, at, lead, length);
    if (point > 0xffff) {
      units[used++] = 0xd800 + ((point - 0x10000) >> 10);
      units[used++] = 0xdc00 + ((point - 0x10000) & 0x3ff);
    } else units[used++] = point;
    at += length;
  }
  return text + String.fromCharCode(...units.subarray(0, used));
}

/** Length of the well-formed sequence at `at`, or 0 (overlong, surrogate, cut off, stray byte). */
export function sequenceLength(bytes: Uint8Array, at: number, lead: number): number {
  const second = bytes[at + 1] ?? 0;
  if (lead >= 0xc2 && lead <= 0xdf) return isTail(second) ? 2 : 0;
  if (lead >= 0xe0 && lead <= 0xef) {
    const low = lead === 0xe0 ? 0xa0 : 0x80;
    const high = lead === 0xed ? 0x9f : 0xbf;
    return second >= low && second <= high && isTail(bytes[at + 2] ?? 0) ? 3 : 0;
  }
  if (lead >= 0xf0 && lead <= 0xf4) {
    const low = lead === 0xf0 ? 0x90 : 0x80;
    const high = lead === 0xf4 ? 0x8f : 0xbf;
    const inRange = second >= low && second <= high;
    return inRange && isTail(bytes[at + 2] ?? 0) && isTail(bytes[at + 3] ?? 0) ? 4 : 0;
  }
  return 0;
}

function isTail(byte: number): boolean {
  return (byte & 0xc0) === 0x80;
}

function codePoint(bytes: Uint8Array, at: number, lead: number, length: number): number {
  const tail = (offset: number) => (bytes[at + offset] ?? 0) & 0x3f;
  if (length === 2) return ((lead & 0x1f) << 6) | tail(1);
  if (length === 3) return ((lead & 0x0f) << 12) | (tail(1) << 6) | tail(2);
  return ((lead & 0x07) << 18) | (tail(1) << 12) | (tail(2) << 6) | tail(3);
}

/** The inverse of `decode`. A lone surrogate that stands for no byte becomes U+FFFD. */
export function encode(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 3);
  let used = 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit < 0x80) {
      bytes[used++] = unit;
      continue;
    }
    if (unit < 0x800) {
      bytes[used++] = 0xc0 | (unit >> 6);
      bytes[used++] = 0x80 | (unit & 0x3f);
      continue;
    }
    const next = at + 1 < text.length ? text.charCodeAt(at + 1) : 0;
    if (isHigh(unit) && isLow(next)) {
      const point = 0x10000 + ((unit - 0xd800) << 10) + (next - 0xdc00);
      bytes[used++] = 0xf0 | (point >> 18);
      bytes[used++] = 0x80 | ((point >> 12) & 0x3f);
      bytes[used++] = 0x80 | ((point >> 6) & 0x3f);
      bytes[used++] = 0x80 | (point & 0x3f);
      at += 1;
      continue;
    }
    if (unit >= BYTE_ESCAPE + 0x80 && unit <= BYTE_ESCAPE + 0xff) {
      bytes[used++] = unit - BYTE_ESCAPE;
      continue;
    }
    const point = isHigh(unit) || isLow(unit) ? 0xfffd : unit;
    bytes[used++] = 0xe0 | (point >> 12);
    bytes[used++] = 0x80 | ((point >> 6) & 0x3f);
    bytes[used++] = 0x80 | (point & 0x3f);
  }
  return bytes.slice(0, used);
}

function isHigh(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}

/** Applies ascending, non-overlapping splices; anything else is a bug of the caller. */
export function applySplices(text: string, splices: readonly Splice[]): string {
  let result = '';
  let from = 0;
  for (const splice of splices) {
    if (splice.start < from || splice.end < splice.start || splice.end > text.length) {
      throw new Error(
        `Splice ${splice.start}..${splice.end} is out of order or outside ${text.length} units`,
      );
    }
    result += text.slice(from, splice.start) + splice.insert;
    from = splice.end;
  }
  return result + text.slice(from);
}

/** Which line ends the text uses; a lone carriage return counts as mixed. */
export function eolOf(text: string): 'lf' | 'crlf' | 'mixed' | 'none' {
  let lf = 0;
  let crlf = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) {
    if (at > 0 && text.charCodeAt(at - 1) === 13) crlf += 1;
    else lf += 1;
  }
  for (let at = text.indexOf('\r'); at !== -1; at = text.indexOf('\r', at + 1)) {
    if (text.charCodeAt(at + 1) !== 10) return 'mixed';
  }
  if (lf > 0 && crlf > 0) return 'mixed';
  if (crlf > 0) return 'crlf';
  return lf > 0 ? 'lf' : 'none';
}

/** Maps an offset to its 1-based line. Lines end at LF, CRLF or a lone CR, as Markdown counts them. */
export function lineIndex(text: string): (offset: number) => number {
  const starts = lineStarts(text);
  return (offset) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  };
}

/** Offsets at which lines begin; a final line end opens one more, empty line. */
export function lineStarts(text: string): number[] {
  const starts = [0];
  const hasReturn = text.includes('\r');
  if (!hasReturn) {
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
    return starts;
  }
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit === 10) starts.push(at + 1);
    else if (unit === 13) {
      if (text.charCodeAt(at + 1) === 10) at += 1;
      starts.push(at + 1);
    }
  }
  return starts;
}
