import type { CustomScheme, Protocol } from 'electron';
import { hostSuffix } from './chromium-address.ts';
import type { ProtocolParts } from './parts.ts';

type Handler = Parameters<Protocol['handle']>[1];
export type Served =
  | { readonly kind: 'response'; readonly response: Response }
  | { readonly kind: 'failed'; readonly code: number; readonly reason: string };

const declared = new Map<string, CustomScheme>();
const handlers = new Map<string, Handler>();

/** Declared schemes only: without `standard` and `secure` a page of ours would have no origin and no clipboard. */
export const schemes: ProtocolParts = {
  registerSchemesAsPrivileged(given) {
    for (const one of given) declared.set(one.scheme, one);
  },
  handle(scheme, handler) {
    if (handlers.has(scheme)) throw new Error(`${scheme} is handled already`);
    handlers.set(scheme, handler);
  },
  unhandle: (scheme) => void handlers.delete(scheme),
};

/** The address as Chromium is given it. */
export function toChromium(url: string): string {
  const { protocol, host, pathname, search, hash } = new URL(url);
  const scheme = declared.get(protocol.slice(0, -1));
  if (scheme === undefined) return url;
  const { standard, secure, supportFetchAPI } = scheme.privileges ?? {};
  if (standard !== true || secure !== true || supportFetchAPI !== true)
    throw new Error(
      `the double serves standard, secure schemes that can be fetched from; ${protocol} is none`,
    );
  return `https://${host}.${scheme.scheme}${hostSuffix}${pathname}${search}${hash}`;
}

/** Null for an address no handler has: it would leave the app. */
export async function serve(request: Request, url: string): Promise<Served | null> {
  const scheme = new URL(url).protocol.slice(0, -1);
  const handler = handlers.get(scheme);
  if (handler === undefined)
    return declared.has(scheme) ? { kind: 'failed', code: -302, reason: 'ERR_UNKNOWN_URL_SCHEME' } : null;
  // The handler is given the app's own address, which a Request can't be made with.
  Object.defineProperty(request, 'url', { value: url });
  try {
    return { kind: 'response', response: await handler(request) };
  } catch (error) {
    console.error(error);
    return { kind: 'failed', code: -9, reason: 'ERR_UNEXPECTED' };
  }
}
