import type { WireClient } from '../../../../core/contract/transport/client.ts';
import type { ItemId } from '../../../../core/kernel/ids.ts';
import type { Result } from '../../../../core/kernel/result.ts';
import { type CommandContext, done, withEngine } from '../../context.ts';
import type { ExitCode } from '../../exit-codes.ts';
import { resolveItem } from './evidence-items.ts';

export interface InTracker {
  readonly tracker?: string;
}

export interface InRole extends InTracker {
  readonly role?: string;
}

export function requestSignoff(
  context: CommandContext,
  item: string,
  { tracker, role, note }: InTracker & { readonly role: readonly string[]; readonly note?: string },
): Promise<ExitCode> {
  return step(context, item, tracker, (client, itemId) =>
    client.call('signoffs.request', { itemId, roles: [...role], note: note ?? '' }),
  );
}

export function approveItem(
  context: CommandContext,
  item: string,
  { tracker, role }: InRole,
): Promise<ExitCode> {
  return step(context, item, tracker, (client, itemId) =>
    client.call('signoffs.approve', { itemId, role: role ?? null }),
  );
}

export function returnItem(
  context: CommandContext,
  item: string,
  { tracker, role, gap }: InRole & { readonly gap: readonly string[] },
): Promise<ExitCode> {
  return step(context, item, tracker, (client, itemId) =>
    client.call('signoffs.return', { itemId, role: role ?? null, gaps: [...gap] }),
  );
}

export function withdrawSignoff(
  context: CommandContext,
  item: string,
  { tracker, role, request }: InRole & { readonly request?: boolean },
): Promise<ExitCode> {
  return step(context, item, tracker, (client, itemId) =>
    client.call('signoffs.withdraw', {
      itemId,
      role: role ?? null,
      what: request === true ? 'request' : null,
    }),
  );
}

/** One call about one item, of which a summary is printed. */
function step(
  context: CommandContext,
  item: string,
  tracker: string | undefined,
  call: (client: WireClient, itemId: ItemId) => Promise<Result<{ readonly summary: string }>>,
): Promise<ExitCode> {
  return withEngine(context, { create: false }, async (client) => {
    const found = await resolveItem(context, client, tracker ?? null, item);
    if (!found.ok) return found;
    const answer = await call(client, found.value);
    if (!answer.ok) return answer;
    context.out.result(answer.value, [answer.value.summary]);
    return done;
  });
}
