/** Chromium can't be told of a scheme from outside: a page of `scheme://host` is one of this host to it. */
export const hostSuffix = '.scheme.invalid';

/** The address as the app knows it. */
export function fromChromium(url: string): string {
  if (!URL.canParse(url)) return url;
  const { host, pathname, search, hash } = new URL(url);
  if (!host.endsWith(hostSuffix)) return url;
  const [, name = '', scheme = ''] = /^(.*)\.([^.]+)$/.exec(host.slice(0, -hostSuffix.length)) ?? [];
  return `${scheme}://${name}${pathname}${search}${hash}`;
}
