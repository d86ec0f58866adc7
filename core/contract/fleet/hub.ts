import { z } from 'zod';
import { Money } from '../../domain/fleet/money/money.ts';
import { FleetSettings, FleetSettingsChange, HubListen, RateLimits } from '../../domain/fleet/settings.ts';
import { Lane } from '../../domain/fleet/tasks/task.ts';
import { AgentId, HubId, TokenId } from '../../kernel/ids.ts';
import { Millis } from '../../kernel/time.ts';
import { command, view } from '../define.ts';
import { NoInput, Nothing } from '../shared.ts';

export const hub = {
  /** Every hub this workspace has heard of; the one on this device first. */
  'hub.list': view(
    NoInput,
    z.object({
      id: HubId,
      /** Null until the device it runs on has announced it. */
      name: z.string().nullable(),
      /** It runs on this device. Of another one there is what it reported last, to read. */
      isHere: z.boolean(),
    }),
    Nothing,
  ),
  /** One row, id `hub`. */
  'hub.status': view(
    NoInput,
    z.object({
      id: z.literal('hub'),
      state: z.enum(['starting', 'running', 'off', 'failed']),
      /** Why it failed, or a warning such as "open to the network". */
      note: z.string().nullable(),
      url: z.string().nullable(),
      startedAt: Millis.nullable(),
      agents: z.number().int(),
      connected: z.number().int(),
      queued: z.number().int(),
      /** The same by lane. */
      lanes: z.record(Lane, z.number().int()),
      running: z.number().int(),
      deadLetters: z.number().int(),
      proposals: z.number().int(),
      costToday: z.array(Money),
      /** Attempts of today at an unknown cost: theirs is missing from the sums. */
      unpricedToday: z.number().int(),
      sample: z.object({
        state: z.enum(['off', 'starting', 'running', 'stopping']),
        agents: z.number().int(),
        folder: z.string().nullable(),
      }),
    }),
    Nothing,
  ),
  'hub.settings': view(
    NoInput,
    z.object({ id: z.literal('hub'), listen: HubListen, fleet: FleetSettings, limits: RateLimits }),
    Nothing,
  ),
  'hub.setFleet': command('operator', FleetSettingsChange, Nothing, ['settings.invalid']),
  /** Takes effect at once: the hub restarts its listener. */
  'hub.setListen': command(
    'operator',
    HubListen.partial().strict(),
    z.object({ url: z.string().nullable() }),
    ['hub.port-taken', 'hub.certificate', 'hub.needs-certificate'],
  ),
  'hub.setLimits': command(
    'operator' /** A token's id, or `*` for everybody. */,
    z.object({ client: z.string().min(1).max(100), limits: RateLimits.nullable() }),
    Nothing,
    ['token.not-found'],
  ),
  /** Each client the hub knows, with its usage and its violations. */
  'hub.clients': view(
    NoInput,
    z.object({
      id: TokenId,
      name: z.string(),
      scope: z.enum(['agent', 'submit', 'admin']),
      agentId: AgentId.nullable(),
      addedAt: Millis,
      revokedAt: Millis.nullable(),
      lastSeenAt: Millis.nullable(),
      limits: RateLimits,
      overridden: z.boolean(),
      /** In the last hour. */
      limited: z.number().int(),
      violations: z.number().int(),
      lastViolation: z.string().nullable(),
      cooldownUntil: Millis.nullable(),
    }),
    Nothing,
  ),
  /** A token for a tool; shown once. */
  'hub.addToken': command(
    'operator',
    z.object({ name: z.string().trim().min(1).max(80), scope: z.enum(['submit', 'admin']) }),
    z.object({ tokenId: TokenId, token: z.string() }),
    ['token.name-taken'],
  ),
  'hub.revokeToken': command('operator', z.object({ tokenId: TokenId }), Nothing, ['token.not-found']),
  /** Three real sidecars in a temporary folder, with tasks to do. */
  'hub.startSample': command('operator', NoInput, z.object({ summary: z.string() }), [
    'hub.off',
    'sample.running',
    'sample.failed',
  ]),
  /** Ends them and removes every trace. */
  'hub.stopSample': command('operator', NoInput, z.object({ summary: z.string() })),
};
