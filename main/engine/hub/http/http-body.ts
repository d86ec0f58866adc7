import type { IncomingMessage } from 'node:http';
import { parseOutsideJson, TOO_DEEP } from '../../../../core/kernel/outside-json.ts';
import { fail, ok, type Result } from '../../../../core/kernel/result.ts';

/** A task with everything in it is far smaller. */
export const maxBodyBytes = 256 * 1024;

/** Reads a JSON body within its bound; an empty one is an empty object. */
export async function readJsonBody(
  request: IncomingMessage,
): Promise<Result<unknown, 'http.too-large' | 'http.not-json' | 'http.cut-off'>> {
  const tooLarge = fail(
    'http.too-large',
    `A body may have ${maxBodyBytes} bytes. Nothing was read of this one.`,
  );
  if (Number(request.headers['content-length'] ?? 0) > maxBodyBytes) return tooLarge;
  const body = await readBytes(request);
  if (body === 'too-large') return tooLarge;
  if (body === 'cut-off') return fail('http.cut-off', 'The request ended before its body did.');
  if (body.length === 0) return ok({});
  const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json')
    return fail('http.not-json', 'Bodies are JSON: send content-type application/json.');
  const parsed = parseOutsideJson(body.toString('utf8'));
  if (parsed.ok) return parsed;
  return parsed.error.code === 'json.too-deep'
    ? fail('http.not-json', `The body was refused: ${TOO_DEEP}. Nothing was changed.`)
    : fail('http.not-json', 'The body is not JSON. Nothing was changed.');
}

/** What is too long is read on and thrown away, as the answer could not be read by who still writes. */
function readBytes(request: IncomingMessage): Promise<Buffer | 'too-large' | 'cut-off'> {
  return new Promise((resolve) => {
    let parts: Buffer[] = [];
    let size = 0;
    request.on('data', (part: Buffer) => {
      size += part.byteLength;
      if (size <= maxBodyBytes) parts.push(part);
      else {
        parts = [];
        resolve('too-large');
      }
    });
    request.on('end', () => resolve(Buffer.concat(parts)));
    request.on('close', () => resolve('cut-off'));
    request.on('error', () => resolve('cut-off'));
  });
}
