/** The scheme other programs use to point into Quarterdeck. */
export const linkScheme = 'quarterdeck';

/**
 * Turns `quarterdeck://open/trackers/tr_x?item=it_y` into the in-app route `/trackers/tr_x?item=it_y`.
 * Anything else (other schemes, other verbs, hosts, credentials, control characters, over 2,000 characters) is null:
 * a link may only show something, never do something.
 */
export function routeOfLink(link: string): string | null {
  if (link.length > 2_000 || !URL.canParse(link)) return null;
  const url = new URL(link);
  if (url.protocol !== `${linkScheme}:` || url.hostname !== 'open') return null;
  if (url.username !== '' || url.password !== '' || url.port !== '') return null;
  const route = `${url.pathname}${url.search}`;
  if (!route.startsWith('/') || route.startsWith('//')) return null;
  // oxlint-disable-next-line no-control-regex -- control characters are exactly what is refused here
  if (/[\u0000-\u001f\\]/.test(decodeSafely(route))) return null;
  return route;
}

/** The first link among the arguments a second start was given, as a route. */
export function routeInArguments(args: readonly string[]): string | null {
  for (const argument of args) {
    if (!argument.startsWith(`${linkScheme}:`)) continue;
    const route = routeOfLink(argument);
    if (route !== null) return route;
  }
  return null;
}

function decodeSafely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '\u0000';
  }
}
