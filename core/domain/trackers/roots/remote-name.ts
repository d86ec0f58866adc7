const URL = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/@]*@)?([^/:]+|\[[^\]]*\])(?::\d*)?\/(.+)$/i;
const SCP_LIKE = /^(?:[^/@:]+@)?([^/:@]{2,}|\[[^\]]*\]):(?!\/\/)(.+)$/;

/**
 * The host and path of a remote's address, the same for every way to reach it (SSH, HTTPS, with or without a name and
 * password). Null for a folder of this machine, which means nothing elsewhere.
 */
export function remoteName(address: string): string | null {
  const text = address.trim();
  if (/^file:/i.test(text)) return null;
  const [, host, path] = URL.exec(text) ?? SCP_LIKE.exec(text) ?? [];
  if (host === undefined || path === undefined) return null;
  const place = path
    .replace(/^[/~]+/, '')
    .replace(/[?#].*$/, '')
    .replace(/\/+$/, '')
    .replace(/\.git$/i, '');
  return place === '' ? null : `${host.toLowerCase()}/${place}`;
}
