/** The parts of a request the guard judges. */
export interface RequestFacts {
  readonly method: string;
  readonly host: string | undefined;
  readonly origin: string | undefined;
  /** `Sec-Fetch-Site`, where the browser sends it. */
  readonly site: string | undefined;
  readonly mode: string | undefined;
}

/** Names under which this machine may be asked; any other Host is a page of somebody else pointing here. */
export function ownHosts(port: number): readonly string[] {
  return [`127.0.0.1:${port}`, `localhost:${port}`];
}

/** Why a plain request is refused, or null. On loopback ports share cookies and site, so these are the real guards. */
export function whyRefused(asked: RequestFacts, port: number): string | null {
  if (asked.method !== 'GET' && asked.method !== 'HEAD') return 'only reading is possible here';
  if (asked.host === undefined || !ownHosts(port).includes(asked.host)) return 'the Host is not this address';
  if (asked.origin !== undefined && asked.origin !== `http://${asked.host}`) {
    return 'the request comes from another page';
  }
  // Following a link from elsewhere is fine (it shows the page, nothing more); loading our parts from elsewhere is not.
  const foreign = asked.site !== undefined && asked.site !== 'same-origin' && asked.site !== 'none';
  if (foreign && asked.mode !== 'navigate') return 'the request comes from another page';
  return null;
}

/** Why a WebSocket is refused, or null: here the browser always states the origin, and it must be exactly ours. */
export function whySocketRefused(asked: RequestFacts, port: number): string | null {
  const refused = whyRefused(asked, port);
  if (refused !== null) return refused;
  return asked.origin === `http://${asked.host ?? ''}`
    ? null
    : 'the request does not say it comes from this page';
}

/** The value of one cookie; null when absent or sent twice (which a foreign port on this host could arrange). */
export function cookieValue(header: string | undefined, name: string): string | null {
  const values = (header ?? '')
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part.startsWith(`${name}=`))
    .map((part) => part.slice(name.length + 1));
  return values.length === 1 ? (values[0] ?? null) : null;
}
