import { agentsPath } from '../../core/contract/hub/agent-frames.ts';

/** The address agents connect to, from the hub's address as it is written in `agent.json`. */
export function agentsAddress(hubUrl: string): string {
  const url = new URL(hubUrl);
  url.protocol = url.protocol === 'https:' || url.protocol === 'wss:' ? 'wss:' : 'ws:';
  if (url.pathname === '/' || url.pathname === '') url.pathname = agentsPath;
  return url.toString();
}

/** Whether what is sent there, the token first of all, could be read on the way. */
export function travelsInClear(address: string): boolean {
  const { protocol, hostname } = new URL(address);
  return protocol === 'ws:' && !/^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(hostname);
}
