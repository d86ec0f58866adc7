/** Upper case as Node reads it; where both are set, lower case counts, as for curl. */
const names = ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY'] as const;

/**
 * The proxies an environment names, in the form Node reads: `ALL_PROXY` stands for those that are not named, and an
 * address without a scheme is one of an HTTP proxy, as it is for curl and git.
 */
export function proxyVariables(
  environment: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string>> {
  const valueOf = (name: string): string => environment[name.toLowerCase()] || environment[name] || '';
  // Often a SOCKS proxy, beside HTTP proxies.
  const forAll = /^(?!https?:)\w+:\/\//i.test(valueOf('ALL_PROXY')) ? '' : valueOf('ALL_PROXY');
  const found: Record<string, string> = {};
  for (const name of names) {
    const value = name === 'NO_PROXY' ? valueOf(name) : addressOf(valueOf(name) || forAll);
    if (value !== '') found[name] = value;
  }
  return found;
}

const addressOf = (proxy: string): string =>
  proxy === '' || proxy.includes('://') ? proxy : `http://${proxy}`;
