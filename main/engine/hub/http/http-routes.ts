import { hubProtocol } from '../../../../core/contract/hub/agent-frames.ts';
import { type HttpName, httpApi } from '../../../../core/contract/hub/http-api.ts';
import type { Initiator } from '../../../../core/domain/fleet/initiators.ts';
import { TokenId } from '../../../../core/kernel/ids.ts';
import { fail, ok } from '../../../../core/kernel/result.ts';
import type { Clients } from '../clients.ts';
import type { HubServerOptions } from '../hub-options.ts';
import { type Caller, type Route, routeOf } from './http-route.ts';

export interface HttpRoutesOptions
  extends Pick<HubServerOptions, 'fleet' | 'submitTask' | 'requests' | 'lookups' | 'appVersion'> {
  readonly clients: Clients;
  readonly connected: () => number;
}

/** What carries out each entry of the HTTP interface. */
export function createHttpRoutes(options: HttpRoutesOptions): Readonly<Record<HttpName, Route>> {
  const { fleet, submitTask, requests, lookups, appVersion, clients, connected } = options;

  return {
    health: routeOf(httpApi.health, async () =>
      ok({ status: 'ok' as const, version: appVersion, protocol: hubProtocol, agentsConnected: connected() }),
    ),
    submit: routeOf(
      httpApi.submit,
      ({ body, caller }) => submitTask({ by: byOf(caller), spec: body.task, clientKey: body.clientKey }),
      (answer) => (answer.created ? 201 : 200),
    ),
    tasks: routeOf(httpApi.tasks, async ({ params }) => {
      const { status = null, before = null, limit } = params;
      return ok(await lookups.tasks({ status, before, limit }));
    }),
    task: routeOf(httpApi.task, async ({ params }) => {
      const task = await lookups.task(params.id);
      return task === null ? fail('task.not-found', `There is no task ${params.id}.`) : ok(task);
    }),
    cancel: routeOf(httpApi.cancel, async ({ params, caller }) => {
      const done = await requests.cancel(params.id, byOf(caller));
      return done.ok ? ok({ status: done.value }) : done;
    }),
    requeue: routeOf(httpApi.requeue, async ({ params, body, caller }) => {
      const done = await requests.requeue(params.id, byOf(caller), body);
      return done.ok ? ok({ status: done.value }) : done;
    }),
    rank: routeOf(httpApi.rank, async ({ params, body, caller }) => {
      const { lane, before } = body;
      const by = byOf(caller);
      const done = await fleet.run({ type: 'task.rank', by, taskId: params.id, lane, before });
      return done.ok ? ok({ lane: fleet.now.tasks.get(params.id)?.lane ?? lane }) : done;
    }),
    agents: routeOf(httpApi.agents, async () => ok({ agents: await lookups.agents() })),
    metrics: routeOf(httpApi.metrics, async () => ok(await lookups.metrics())),
    limits: routeOf(httpApi.limits, async ({ params, body, caller }) => {
      const { client } = params;
      const known = TokenId.safeParse(client);
      if (client !== '*' && !(known.success && fleet.now.tokens.has(known.data)))
        return fail('token.not-found', `There is no token ${client}. Give a token's id, or * for all.`);
      const by = byOf(caller);
      const done = await fleet.run({ type: 'limits.set', by, client, limits: body.limits });
      return done.ok ? ok({ limits: clients.limitsOf(client) }) : done;
    }),
  };
}

function byOf(caller: Caller): Initiator {
  return caller === null
    ? { kind: 'tool', id: 'unknown', name: 'unknown' }
    : { kind: 'tool', id: caller.id, name: caller.name };
}
