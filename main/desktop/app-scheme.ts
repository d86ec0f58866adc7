import type { Protocol } from 'electron';
import { guardHeaders } from '../shells/content-policy.ts';
import { findFile } from '../shells/static-files.ts';

/** Our page's own scheme: no `file:` anywhere, a real origin, the same content policy as the web shell. */
export const appScheme = 'quarterdeck-app';
export const appOrigin = `${appScheme}://app`;

/** Must run before the app is ready. */
export function declareAppScheme(protocol: Pick<Protocol, 'registerSchemesAsPrivileged'>): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** Serves the built screens. A path without a file ending is a route of the app and gets its page. */
export function serveAppScheme(protocol: Pick<Protocol, 'handle'>, root: string): void {
  protocol.handle(appScheme, async (request) => {
    const url = new URL(request.url);
    if (url.host !== 'app' || request.method !== 'GET') return answer(404, 'Nothing here', 'text/plain');
    const isFile = /\.[a-z0-9]+$/i.test(url.pathname);
    const file = await findFile(root, isFile ? url.pathname : '/index.html');
    if (file === null) return answer(404, 'Nothing here', 'text/plain');
    return answer(200, new Uint8Array(file.bytes), file.type);
  });
}

function answer(status: number, body: string | Uint8Array<ArrayBuffer>, type: string): Response {
  return new Response(body, { status, headers: { ...guardHeaders, 'content-type': type } });
}
