import { z } from 'zod';
import { Resources } from '../../domain/fleet/agents/agent.ts';
import { EndpointHealth, EndpointSpec } from '../../domain/fleet/routing.ts';
import { AgentId, EndpointId, RepositoryId } from '../../kernel/ids.ts';
import { command, view } from '../define.ts';
import { Millis, NoInput } from '../shared.ts';

const GitUrl = z.string().trim().min(1).max(500);

export const registry = {
  'endpoints.list': view(
    NoInput,
    EndpointSpec.extend({
      id: EndpointId,
      health: EndpointHealth,
      note: z.string(),
      /** What it offers now, as it says itself. */
      offers: z.array(z.string()),
      checkedAt: Millis.nullable(),
      load: z.number().int(),
    }),
    z.object({}),
  ),
  'endpoints.add': command(EndpointSpec, z.object({ endpointId: EndpointId }), ['endpoint.exists']),
  'endpoints.change': command(EndpointSpec.extend({ endpointId: EndpointId }), z.object({}), [
    'endpoint.not-found',
    'endpoint.exists',
  ]),
  'endpoints.remove': command(z.object({ endpointId: EndpointId }), z.object({}), ['endpoint.not-found']),
  /** Looks now, instead of at the next round. */
  'endpoints.check': command(
    z.object({ endpointId: EndpointId }),
    z.object({ health: EndpointHealth, note: z.string() }),
    ['endpoint.not-found'],
  ),
  /** Machines that report their load, by host name. */
  'hosts.list': view(
    NoInput,
    z.object({
      id: z.string(),
      resources: Resources,
      reportedAt: Millis,
      /** Older than 90 s: not current. */
      stale: z.boolean(),
      agents: z.array(z.object({ id: AgentId, name: z.string() })),
    }),
    z.object({}),
  ),
  /** In the order in which their tasks are served. */
  'repositories.list': view(
    NoInput,
    z.object({
      id: RepositoryId,
      name: z.string(),
      url: z.string(),
      paused: z.boolean(),
      rank: z.number(),
      queued: z.number().int(),
      running: z.number().int(),
      /** Tasks without a repository go here: the first that isn't paused. */
      inherits: z.boolean(),
    }),
    z.object({}),
  ),
  'repositories.add': command(
    z.object({ url: GitUrl, name: z.string().trim().min(1).max(100).nullable().default(null) }),
    z.object({ repositoryId: RepositoryId }),
    ['repository.exists', 'repository.bad-url'],
  ),
  'repositories.move': command(
    z.object({ repositoryId: RepositoryId, before: RepositoryId.nullable() }),
    z.object({}),
    ['repository.not-found'],
  ),
  'repositories.pause': command(z.object({ repositoryId: RepositoryId, paused: z.boolean() }), z.object({}), [
    'repository.not-found',
  ]),
  'repositories.remove': command(z.object({ repositoryId: RepositoryId }), z.object({}), [
    'repository.not-found',
    'repository.in-use',
  ]),
};
