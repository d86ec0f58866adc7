import type { RowOf } from '../../../core/contract/index.ts';
import type { Mark } from '../../ui/marks/mark.ts';

export type Client = RowOf<'hub.clients'>;

export const scopeLabels: Readonly<Record<Client['scope'], string>> = {
  agent: 'agent',
  submit: 'tool, submits tasks',
  admin: 'tool, administers',
};

/** How the hub deals with it now. */
export function clientStatus(client: Client, now: number): { readonly mark: Mark; readonly text: string } {
  if (client.revokedAt !== null) return { mark: 'dropped', text: 'revoked' };
  if (client.cooldownUntil !== null && client.cooldownUntil > now)
    return { mark: 'blocked', text: 'cut off' };
  if (client.violations > 0 || client.limited > 0) return { mark: 'at-risk', text: 'in trouble' };
  return client.lastSeenAt === null
    ? { mark: 'planned', text: 'never seen' }
    : { mark: 'done', text: 'well-behaved' };
}

const ranks: Readonly<Partial<Record<Mark, number>>> = { blocked: 0, 'at-risk': 1, dropped: 3 };

/** Those in trouble first, revoked ones last, else by name. */
export function orderClients(clients: readonly Client[], now: number): readonly Client[] {
  const rank = (client: Client) => ranks[clientStatus(client, now).mark] ?? 2;
  return clients.toSorted((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name, 'en'));
}
