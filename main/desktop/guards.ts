import type { Session, WebContents } from 'electron';

/**
 * What a renderer may ask of the system, each with its reason. Everything absent is refused, and both the request and
 * the check handler answer from this one list.
 */
export const allowedPermissions: ReadonlyMap<string, string> = new Map([
  ['clipboard-sanitized-write', 'copying rows as CSV and the version block'],
]);

/** Sessions hold the permission handlers; set before any window exists. */
export function guardPermissions(
  session: Pick<
    Session,
    'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler'
  >,
  ownOrigin: string,
): void {
  const allowed = (permission: string, origin: string): boolean =>
    originOf(origin) === ownOrigin && allowedPermissions.has(permission);
  session.setPermissionRequestHandler((_contents, permission, answer, details) => {
    answer(allowed(permission, details.requestingUrl));
  });
  session.setPermissionCheckHandler((_contents, permission, origin) => allowed(permission, origin));
  session.setDevicePermissionHandler(() => false);
}

/**
 * No page but ours is ever shown: navigation, redirects, frames, new windows and webviews are refused. A web link a
 * person follows (https only) is handed to `openOutside`, which asks the system's browser.
 */
export function guardContents(
  contents: Pick<WebContents, 'on' | 'setWindowOpenHandler'>,
  ownOrigin: string,
  openOutside: (url: string) => void,
): void {
  contents.setWindowOpenHandler(({ url }) => {
    if (isWebLink(url)) openOutside(url);
    return { action: 'deny' };
  });
  contents.on('will-navigate', (details) => {
    if (originOf(details.url) !== ownOrigin || !details.isMainFrame) details.preventDefault();
  });
  contents.on('will-frame-navigate', (details) => {
    if (originOf(details.url) !== ownOrigin) details.preventDefault();
  });
  contents.on('will-redirect', (details) => details.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
}

/** `https:` without credentials; what may leave for the system's browser. */
export function isWebLink(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, username, password } = new URL(url);
  return protocol === 'https:' && username === '' && password === '';
}

/** Scheme and host of an address; custom schemes have no `URL.origin`, so it is put together here. */
export function originOf(url: string): string | null {
  if (!URL.canParse(url)) return null;
  const { protocol, host } = new URL(url);
  return `${protocol}//${host}`;
}
