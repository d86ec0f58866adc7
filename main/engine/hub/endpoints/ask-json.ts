import { parseOutsideJson } from '../../../../core/kernel/outside-json.ts';
import type { HttpClient } from '../../../../node/http/http-client.ts';

const timeoutMs = 5_000;
const maxBytes = 4 * 1024 * 1024;

export interface Question {
  readonly url: string;
  /** Asked with `POST`, as JSON. */
  readonly body?: unknown;
}

export type JsonAnswer =
  | { readonly how: 'value'; readonly value: unknown }
  | { readonly how: 'refused'; readonly status: number }
  /** It took the connection and said nothing in time. */
  | { readonly how: 'silent'; readonly words: string }
  | { readonly how: 'failed'; readonly words: string };

/** One question to a server: at most 5 seconds and four megabytes, and no redirect is followed. */
export async function askJson(
  http: HttpClient,
  { url, body }: Question,
  signal: AbortSignal,
): Promise<JsonAnswer> {
  const timeout = AbortSignal.timeout(timeoutMs);
  let isConnected = false;
  try {
    const response = await http({
      method: body === undefined ? 'GET' : 'POST',
      url,
      headers: {
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.any([signal, timeout]),
      onConnected() {
        isConnected = true;
      },
    });
    const { status } = response;
    if (status < 200 || status > 299) {
      // Leaving the loop ends the connection.
      for await (const _ of response.body) break;
      return { how: 'refused', status };
    }
    const parts: Uint8Array[] = [];
    let size = 0;
    for await (const part of response.body) {
      size += part.byteLength;
      if (size > maxBytes) return { how: 'failed', words: 'Its answer is longer than four megabytes.' };
      parts.push(part);
    }
    const parsed = parseOutsideJson(Buffer.concat(parts).toString('utf8'));
    return { how: 'value', value: parsed.ok ? parsed.value : null };
  } catch (error) {
    if (!timeout.aborted || signal.aborted) return { how: 'failed', words: unreachableWords(error) };
    const seconds = `${timeoutMs / 1000} seconds`;
    return isConnected
      ? { how: 'silent', words: `It takes connections, but did not answer within ${seconds}.` }
      : { how: 'failed', words: `It could not be reached within ${seconds}.` };
  }
}

function unreachableWords(error: unknown): string {
  if (!(error instanceof Error)) return 'It could not be asked.';
  return 'code' in error
    ? `It could not be reached (${String(error.code)}).`
    : `It could not be asked: ${error.message}.`;
}
