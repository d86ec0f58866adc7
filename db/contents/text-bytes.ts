import { isUtf8 } from 'node:buffer';
import { decode, encode } from '../../core/domain/trackers/text/text.ts';

const utf8 = new TextEncoder();

/** `decode`, by Node's own decoder where that is lossless: it is some thirty times quicker on megabytes. */
export function textOf(bytes: Uint8Array): string {
  if (!isUtf8(bytes)) return decode(bytes);
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
}

/** `encode`, likewise. */
export function bytesOf(text: string): Uint8Array {
  return text.isWellFormed() ? utf8.encode(text) : encode(text);
}
