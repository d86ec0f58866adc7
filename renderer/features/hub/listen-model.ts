import type { HubListen } from '../../../core/domain/fleet/settings.ts';

const loopback = new Set(['127.0.0.1', 'localhost', '::1', '[::1]']);

export const isLoopback = (host: string): boolean => loopback.has(host.trim().toLowerCase());

export interface ListenDraft {
  readonly network: boolean;
  readonly host: string;
  readonly port: string;
  readonly certificateFile: string;
  readonly keyFile: string;
}

export const draftOf = (listen: HubListen): ListenDraft => ({
  network: !isLoopback(listen.host),
  host: isLoopback(listen.host) ? '0.0.0.0' : listen.host,
  port: String(listen.port),
  certificateFile: listen.certificateFile ?? '',
  keyFile: listen.keyFile ?? '',
});

export interface ListenRead {
  readonly problems: Readonly<Partial<Record<'host' | 'port' | 'certificateFile' | 'keyFile', string>>>;
  readonly listen: Omit<HubListen, 'enabled'> | null;
}

const isAbsolute = (path: string) => path.startsWith('/') || /^[A-Za-z]:[\\/]/.test(path);

/** What was typed; null with reasons when it can't be sent. On this machine only, no certificate is asked for. */
export function readListen(draft: ListenDraft): ListenRead {
  const problems: Partial<Record<'host' | 'port' | 'certificateFile' | 'keyFile', string>> = {};
  const port = Number(draft.port.trim());
  if (!/^\d{1,5}$/.test(draft.port.trim()) || port > 65_535) {
    problems.port = 'A port is a number from 0 to 65,535; 0 leaves the choice to Quarterdeck.';
  }
  const certificateFile = draft.certificateFile.trim();
  const keyFile = draft.keyFile.trim();
  if (draft.network) {
    if (draft.host.trim() === '') problems.host = 'An address of this machine is needed; 0.0.0.0 takes all.';
    if (!isAbsolute(certificateFile)) problems.certificateFile = 'The whole path of a PEM file is needed.';
    if (!isAbsolute(keyFile)) problems.keyFile = 'The whole path of a PEM file is needed.';
  }
  if (Object.keys(problems).length > 0) return { problems, listen: null };
  return {
    problems,
    listen: {
      host: draft.network ? draft.host.trim() : '127.0.0.1',
      port,
      certificateFile: certificateFile === '' ? null : certificateFile,
      keyFile: keyFile === '' ? null : keyFile,
    },
  };
}

export function sameListen(listen: HubListen, other: Omit<HubListen, 'enabled'>): boolean {
  return (
    (listen.host === other.host || (isLoopback(listen.host) && isLoopback(other.host))) &&
    listen.port === other.port &&
    listen.certificateFile === other.certificateFile &&
    listen.keyFile === other.keyFile
  );
}
