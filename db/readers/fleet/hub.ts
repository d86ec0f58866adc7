import type { HubListen } from '../../../core/domain/fleet/settings.ts';
import { hubListenJson } from '../../fleet-json.ts';
import type { Reader } from '../../handle.ts';
import { readListenText } from '../../tables/fleet/hub-listen.ts';
import { type HubTokenRecord, readTokens } from '../../tables/fleet/hub-token.ts';

/** Null as long as nobody set it on this device. */
export function readHubListen(read: Reader): HubListen | null {
  const text = readListenText(read);
  const listen = text === null ? null : hubListenJson.read(text);
  return listen?.ok === true ? listen.value : null;
}

/** Every token there ever was, the valid ones first. The token itself is nowhere. */
export function hubClients(read: Reader, hubN: number): Omit<HubTokenRecord, 'sha256'>[] {
  return readTokens(read, hubN).map(({ id, name, scope, agentId, addedAt, revokedAt }) => ({
    id,
    name,
    scope,
    agentId,
    addedAt,
    revokedAt,
  }));
}
