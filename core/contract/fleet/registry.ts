import { z } from 'zod';
import { Resources } from '../../domain/fleet/agents/agent.ts';
import { EndpointHealth, EndpointSpec } from '../../domain/fleet/routing.ts';
import { AgentId, EndpointId, RepositoryId } from '../../kernel/ids.ts';
import { Millis } from '../../kernel/time.ts';
import { command, view } from '../define.ts';
import { NoInput, Nothing } from '../shared.ts';

const GitUrl = z.string().trim().min(1).max(500);

export const registry = {
  'endpoints.list': view(
    NoInput,
    EndpointSpec.extend({
      id: EndpointId,
      health: EndpointHealth,
      note: z.string(),
      /** What it currently offers, by its own report. */
      offers: z.array(z.string()),
      checkedAt: Millis.nullable(),
      load: z.number().int(),
      /** It asked us to try again later: until then it gets no new task, or a model of it doesn't. */
      pause: z.object({ until: Millis, model: z.string().nullable(), reason: z.string() }).nullable(),
    }),
    Nothing,
  ),
  'endpoints.add': command('operator', EndpointSpec, z.object({ endpointId: EndpointId }), [
    'endpoint.exists',
  ]),
  'endpoints.change': command('operator', EndpointSpec.extend({ endpointId: EndpointId }), Nothing, [
    'endpoint.not-found',
    'endpoint.exists',
  ]),
  'endpoints.remove': command('operator', z.object({ endpointId: EndpointId }), Nothing, [
    'endpoint.not-found',
  ]),
  /** Checks now instead of in the next round. */
  'endpoints.check': command(
    'nobody',
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
    Nothing,
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
    Nothing,
  ),
  'repositories.add': command(
    'operator',
    z.object({ url: GitUrl, name: z.string().trim().min(1).max(100).nullable().default(null) }),
    z.object({ repositoryId: RepositoryId }),
    ['repository.exists', 'repository.bad-url', 'repository.credentials'],
  ),
  'repositories.move': command(
    'operator',
    z.object({ repositoryId: RepositoryId, before: RepositoryId.nullable() }),
    Nothing,
    ['repository.not-found'],
  ),
  'repositories.pause': command(
    'operator',
    z.object({ repositoryId: RepositoryId, paused: z.boolean() }),
    Nothing,
    ['repository.not-found'],
  ),
  'repositories.remove': command('operator', z.object({ repositoryId: RepositoryId }), Nothing, [
    'repository.not-found',
    'repository.in-use',
  ]),
};
