import { imageSize } from 'image-size';
import {
  type EvidencePreview,
  PICTURE_SHOWN_BYTES,
  type PICTURE_TYPES,
} from '../../../core/domain/readiness/evidence-preview.ts';
import { byteLimit } from '../../../core/kernel/byte-limit.ts';
import { nothing } from './nothing.ts';

type PictureType = (typeof PICTURE_TYPES)[number];

/** Unpacked, a picture takes four bytes for each of these. */
const PIXELS_MAX = 64_000_000;
const DRAWING_BYTES_MAX = 1024 * 1024;

/** By the bytes it begins with: its name may say anything. */
export function pictureType(head: Uint8Array): PictureType | null {
  const text = Buffer.from(head).toString('latin1');
  if (text.startsWith('\u0089PNG\r\n\u001A\n')) return 'image/png';
  if (text.startsWith('\u00FF\u00D8\u00FF')) return 'image/jpeg';
  if (/^GIF8[79]a/u.test(text)) return 'image/gif';
  if (/^RIFF[^]{4}WEBP/u.test(text)) return 'image/webp';
  return DRAWING.test(text) ? 'image/svg+xml' : null;
}

/** Its root element, behind what may stand before it: a mark, a declaration, comments. */
const DRAWING = /^(?:\u00EF\u00BB\u00BF)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->)[^])*-->\s*)*<svg[\s>]/u;

/** A picture as a screen may show it, or why not. A drawing is for an `<img>` alone, where no script of it runs. */
export function pictureOf(mime: PictureType, bytes: Uint8Array, total: number): EvidencePreview {
  const most = mime === 'image/svg+xml' ? DRAWING_BYTES_MAX : PICTURE_SHOWN_BYTES;
  if (total > most) return nothing(`The picture is larger than ${byteLimit(most)}.`);
  try {
    const { width, height } = imageSize(bytes);
    if (width * height > PIXELS_MAX)
      return nothing(`The picture has ${width} × ${height} pixels, more than are unpacked here.`);
    const base64 = Buffer.from(bytes).toString('base64');
    return {
      kind: 'picture',
      mime,
      base64,
      bytes: total,
      width: Math.round(width),
      height: Math.round(height),
    };
  } catch {
    return nothing('It begins like a picture, and is none that can be read.');
  }
}
