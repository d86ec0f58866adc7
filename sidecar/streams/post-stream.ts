import type { HttpClient, HttpResponse } from '../../node/http/http-client.ts';
import { askedWaitMs } from './come-back-later.ts';

/** A refusal's text that is read, to tell why. */
const REFUSAL_BYTES = 4096;

export interface PostRequest {
  readonly http: HttpClient;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Left out, nothing is sent: the address is only read. */
  readonly body?: unknown;
  readonly signal: AbortSignal;
  /** Longest silence before the answer begins, and between two portions of it. */
  readonly silentMs: { readonly before: number; readonly between: number };
  /** Bytes of one answer. */
  readonly maxBytes: number;
  /** Wall clock. */
  now(): number;
  /** Takes a portion of the answer in; false ends the request, since the rest is of no use. */
  onBytes(bytes: Uint8Array): boolean;
}

export type PostEnd =
  | { readonly how: 'ended' }
  | { readonly how: 'given-up' | 'stopped' | 'too-large' }
  | { readonly how: 'silent'; readonly seconds: number }
  | {
      readonly how: 'refused';
      readonly status: number;
      readonly text: string;
      /** How long the server asks to be left alone, where it says so. */
      readonly waitMs: number | null;
    }
  /** No connection, or it broke off before the answer was complete. */
  | { readonly how: 'unreachable' | 'cut'; readonly message: string };

/**
 * Posts JSON and hands out the answer as it comes. It ends within moments of the signal, in whatever state the connection
 * is. A redirect is a refusal: keys are sent to the address that was configured and to no other.
 */
export async function postStream(request: PostRequest): Promise<PostEnd> {
  if (request.signal.aborted) return { how: 'stopped' };
  const own = new AbortController();
  const { before, between } = request.silentMs;
  let silentAfter: number | null = null;
  let answered = false;
  let begun = false;
  const startTimer = (ms: number) =>
    setTimeout(() => {
      silentAfter = ms;
      own.abort();
    }, ms);
  let timer = startTimer(before);

  try {
    const response = await request.http({
      ...(request.body === undefined
        ? { method: 'GET', headers: request.headers }
        : {
            method: 'POST',
            headers: { 'content-type': 'application/json', ...request.headers },
            body: JSON.stringify(request.body),
          }),
      url: request.url,
      signal: AbortSignal.any([request.signal, own.signal]),
    });
    answered = true;
    if (response.status < 200 || response.status > 299) return await refused(response, request.now());
    let bytes = 0;
    for await (const portion of response.body) {
      if (begun) timer.refresh();
      else {
        clearTimeout(timer);
        timer = startTimer(between);
        begun = true;
      }
      bytes += portion.length;
      if (bytes > request.maxBytes) return { how: 'too-large' };
      if (!request.onBytes(portion)) return { how: 'given-up' };
    }
    return { how: 'ended' };
  } catch (error) {
    if (request.signal.aborted) return { how: 'stopped' };
    if (silentAfter !== null) return { how: 'silent', seconds: silentAfter / 1000 };
    return { how: answered ? 'cut' : 'unreachable', message: wordsOf(error) };
  } finally {
    clearTimeout(timer);
    own.abort();
  }
}

async function refused(response: HttpResponse, now: number): Promise<PostEnd> {
  const bytes: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const portion of response.body) {
      bytes.push(portion.subarray(0, REFUSAL_BYTES - length));
      length += portion.length;
      if (length >= REFUSAL_BYTES) break;
    }
  } catch {
    // The status says enough; its explanation was cut off.
  }
  return {
    how: 'refused',
    status: response.status,
    // As a stream: a character that the bound cut is left out.
    text: new TextDecoder().decode(Buffer.concat(bytes), { stream: true }),
    waitMs: askedWaitMs(response.headers, now),
  };
}

/** Several addresses that were all tried come as one error without words of its own. */
function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return error.message === '' ? code : error.message;
}
