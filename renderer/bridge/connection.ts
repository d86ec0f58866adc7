import { useSyncExternalStore } from 'react';
import type { ConnectionState, WireClient } from '../../core/contract/transport/client.ts';

export type { ConnectionState } from '../../core/contract/transport/client.ts';

const before: ConnectionState = { phase: 'connecting', workspace: null, appVersion: null, failure: null };

let state = before;
const listeners = new Set<() => void>();

/** Follows the client's connection for the whole life of the window. */
export function followConnection(client: Pick<WireClient, 'connection' | 'onConnection'>): void {
  const take = (next: ConnectionState) => {
    state = next;
    for (const listener of listeners) listener();
  };
  take(client.connection);
  client.onConnection(take);
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** How this window stands towards its engine. */
export function useConnection(): ConnectionState {
  return useSyncExternalStore(subscribe, () => state);
}
