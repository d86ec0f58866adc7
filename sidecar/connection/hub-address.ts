/** The address agents connect to, from the hub's address as it is written in `agent.json`. */
export function agentsAddress(hubUrl: string): string {
  const url = new URL(hubUrl);
  url.protocol = url.protocol === 'https:' || url.protocol === 'wss:' ? 'wss:' : 'ws:';
  if (url.pathname === '/' || url.pathname === '') url.pathname = '/agents';
  return url.toString();
}
