import { decode, sequenceLength } from './text.ts';
import { asWindows1252 } from './windows-1252.ts';

/** `utf-8`: read as it is, a few broken bytes included. `windows-1252`: read as such. The others are not read. */
export type Encoding = 'utf-8' | 'windows-1252' | 'utf-16-le' | 'utf-16-be' | 'utf-32' | 'unknown' | 'binary';

const LOOK_AT = 65536;
/** So many control characters, or bytes that are no UTF-8, are no accident from this share of the text on. */
const CONTROLS_AT_LEAST = 16;
const BROKEN_AT_LEAST = 4;
const ODD_SHARE = 0.1;
/** Text in any alphabet has blanks, line ends and marks of ASCII; this share of all bytes at least. */
const ASCII_SHARE = 0.05;

/** Tells text from what is none, and the encodings that text comes in. */
export function encodingOf(bytes: Uint8Array): Encoding {
  const marked = byMark(bytes);
  if (marked !== null) return marked;
  const head = bytes.subarray(0, LOOK_AT);
  const { nulls, controls, broken, ascii } = countBytes(head);
  if (nulls > 0) return isUtf16(head, 0) ? 'utf-16-le' : isUtf16(head, 1) ? 'utf-16-be' : 'binary';
  const share = head.length * ODD_SHARE;
  if (controls > CONTROLS_AT_LEAST && controls > share) return 'binary';
  if (broken === 0) return 'utf-8';
  if (asWindows1252(decode(head)) !== null) return 'windows-1252';
  if (broken < BROKEN_AT_LEAST || broken <= share) return 'utf-8';
  return ascii >= head.length * ASCII_SHARE && controls === 0 ? 'unknown' : 'binary';
}

function byMark(bytes: Uint8Array): Encoding | null {
  const [first, second, third, fourth] = bytes;
  if (first === 0xff && second === 0xfe) {
    return third === 0 && fourth === 0 && bytes.length % 4 === 0 ? 'utf-32' : 'utf-16-le';
  }
  if (first === 0xfe && second === 0xff) return 'utf-16-be';
  return first === 0 && second === 0 && third === 0xfe && fourth === 0xff ? 'utf-32' : null;
}

function countBytes(head: Uint8Array) {
  const counts = { nulls: 0, controls: 0, broken: 0, ascii: 0 };
  for (let at = 0; at < head.length; ) {
    const byte = head[at] ?? 0;
    const length = byte < 0x80 ? 1 : sequenceLength(head, at, byte);
    if (byte === 0) counts.nulls += 1;
    if (isControl(byte)) counts.controls += 1;
    else if (byte < 0x80) counts.ascii += 1;
    // A character cut off by the end of the part that is looked at is none that is broken.
    if (length === 0 && !(head.length === LOOK_AT && at > LOOK_AT - 4)) counts.broken += 1;
    at += length === 0 ? 1 : length;
  }
  return counts;
}

function isControl(unit: number): boolean {
  return unit < 0x20 && unit !== 9 && unit !== 10 && unit !== 12 && unit !== 13 && unit !== 27;
}

/** Units of two bytes that are all characters of text, blanks or line ends among them. `high`: where the low byte's partner stands. */
function isUtf16(head: Uint8Array, high: 0 | 1): boolean {
  let blanks = 0;
  let units = 0;
  let awaitsLow = false;
  for (let at = 0; at + 1 < head.length; at += 2) {
    const unit = (head[at + high] ?? 0) + (head[at + 1 - high] ?? 0) * 256;
    const isLow = unit >= 0xdc00 && unit <= 0xdfff;
    if (isLow !== awaitsLow || isControl(unit) || unit >= 0xfffe) return false;
    awaitsLow = unit >= 0xd800 && unit <= 0xdbff;
    if (unit === 0x20 || unit === 0x0a || unit === 0x0d) blanks += 1;
    units += 1;
  }
  return blanks > 0 && blanks * 100 >= units;
}
