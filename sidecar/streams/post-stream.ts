/** A refusal's text that is read, to tell why. */
const REFUSAL_BYTES = 4096;

export interface PostRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly signal: AbortSignal;
  /** Longest silence: before the answer begins, and between two portions of it. */
  readonly silentMs: number;
  /** Bytes of one answer, unpacked. */
  readonly maxBytes: number;
  /** Takes a portion of the answer in; false ends the request, since the rest is of no use. */
  onBytes(bytes: Uint8Array): boolean;
}

export type PostEnd =
  | { readonly how: 'ended' }
  | { readonly how: 'given-up' | 'stopped' | 'silent' | 'too-large' }
  | {
      readonly how: 'refused';
      readonly status: number;
      readonly text: string;
      /** From the header `retry-after`, where it is a number of seconds. */
      readonly retryAfterMs: number | null;
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
  const stop = () => own.abort();
  request.signal.addEventListener('abort', stop, { once: true });
  let silent = false;
  let begun = false;
  const timer = setTimeout(() => {
    silent = true;
    own.abort();
  }, request.silentMs);

  try {
    const response = await fetch(request.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...request.headers },
      body: JSON.stringify(request.body),
      redirect: 'manual',
      signal: own.signal,
    });
    begun = true;
    timer.refresh();
    if (!response.ok) return await refused(response);
    let bytes = 0;
    for await (const portion of portionsOf(response)) {
      timer.refresh();
      bytes += portion.length;
      if (bytes > request.maxBytes) return { how: 'too-large' };
      if (!request.onBytes(portion)) return { how: 'given-up' };
    }
    return { how: 'ended' };
  } catch (error) {
    if (request.signal.aborted) return { how: 'stopped' };
    if (silent) return { how: 'silent' };
    return { how: begun ? 'cut' : 'unreachable', message: causeOf(error) };
  } finally {
    clearTimeout(timer);
    request.signal.removeEventListener('abort', stop);
    own.abort();
  }
}

async function refused(response: Response): Promise<PostEnd> {
  const bytes: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const portion of portionsOf(response)) {
      bytes.push(portion.subarray(0, REFUSAL_BYTES - length));
      length += portion.length;
      if (length >= REFUSAL_BYTES) break;
    }
  } catch {
    // The status says enough; its explanation was cut off.
  }
  const seconds = Number(response.headers.get('retry-after') ?? 'none');
  return {
    how: 'refused',
    status: response.status,
    text: new TextDecoder().decode(Buffer.concat(bytes)),
    retryAfterMs: Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : null,
  };
}

async function* portionsOf(response: Response): AsyncGenerator<Uint8Array> {
  if (response.body === null) return;
  for await (const portion of response.body) yield portion;
}

/** `fetch` says "fetch failed" and keeps what happened in the cause. */
function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  if (!(cause instanceof Error)) return error.message;
  const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
  return cause.message === '' ? code : cause.message;
}
