import type { FleetEvent } from '../../../../core/domain/fleet/events.ts';
import type { FactValue } from '../../../../core/kernel/result.ts';
import { unreachable } from '../../../../core/kernel/unreachable.ts';
import type { Log, LogLevel } from '../../../../node/log/log.ts';

/** Every name under which the hub logs, once, with the level of its line. */
export const telemetryEvents = {
  'hub.listening': 'info',
  'hub.stopped': 'info',
  'agent.connect': 'info',
  'agent.disconnect': 'info',
  'agent.silent': 'warn',
  'agent.slow': 'warn',
  'agent.replaced': 'warn',
  'agent.refused': 'warn',
  'agent.move': 'debug',
  'task.submit': 'info',
  'task.assign': 'info',
  'task.accept': 'debug',
  'task.complete': 'info',
  'task.fail': 'info',
  'task.retry': 'info',
  'task.reclaim': 'warn',
  'task.cancel': 'info',
  'task.dead-letter': 'warn',
  'task.requeue': 'info',
  'scheduler.match': 'debug',
  'scheduler.fallback': 'info',
  'verification.run': 'info',
  'client.rate-limited': 'debug',
  'client.violation': 'warn',
  'client.cooldown': 'warn',
  'endpoint.health': 'info',
  'token.add': 'info',
  'token.revoke': 'info',
  'settings.change': 'info',
  'limits.change': 'info',
} as const satisfies Readonly<Record<string, Exclude<LogLevel, 'error'>>>;
export type TelemetryEvent = keyof typeof telemetryEvents;

type Facts = Readonly<Record<string, FactValue>>;

export interface Telemetry {
  logEvent(event: TelemetryEvent, facts?: Facts): void;
  /** The lines of what was committed. */
  follow(events: readonly FleetEvent[]): void;
}

/** One structured line per thing worth knowing later. What is said goes through the log, which blots out secrets. */
export function createTelemetry(log: Pick<Log, 'debug' | 'info' | 'warn'>): Telemetry {
  const logEvent = (event: TelemetryEvent, facts: Facts = {}): void =>
    log[telemetryEvents[event]](event, facts);
  return {
    logEvent,
    follow(events) {
      for (const event of events) {
        for (const [name, facts] of linesOf(event)) logEvent(name, facts);
      }
    },
  };
}

type Line = readonly [TelemetryEvent, Facts];

/** Only ids, names, numbers and codes: what people and programs wrote stays out of the log. */
function linesOf(event: FleetEvent): readonly Line[] {
  switch (event.type) {
    case 'agent.connected':
      return [
        ['agent.connect', { agentId: event.agentId, host: event.facts.host, version: event.facts.version }],
      ];
    case 'agent.disconnected':
      return [['agent.disconnect', { agentId: event.agentId, reason: event.reason }]];
    case 'agent.moved':
      return [
        [
          'agent.move',
          {
            agentId: event.agentId,
            from: event.from,
            to: event.to,
            reason: event.reason,
            taskId: event.taskId,
          },
        ],
      ];
    case 'task.submitted':
      return [
        [
          'task.submit',
          { taskId: event.taskId, by: event.by.id, lane: event.spec.lane, tier: event.complexity.tier },
        ],
      ];
    case 'task.assigned':
      return assigned(event);
    case 'task.accepted':
      return [['task.accept', attemptOf(event)]];
    case 'task.verified':
      return [
        [
          'verification.run',
          {
            ...attemptOf(event),
            run: event.report.run,
            status: event.report.status,
            durationMs: event.report.durationMs,
          },
        ],
      ];
    case 'task.completed':
      return [
        [
          'task.complete',
          {
            ...attemptOf(event),
            verified: event.result.verified,
            model: event.result.model,
            ...spentOf(event),
          },
        ],
      ];
    case 'attempt.ended':
      return ended(event);
    case 'task.ended':
      return [
        [
          event.status === 'cancelled' ? 'task.cancel' : 'task.dead-letter',
          { taskId: event.taskId, reason: event.reason, by: event.by.id },
        ],
      ];
    case 'task.requeued':
      return [['task.requeue', { taskId: event.taskId, by: event.by.id }]];
    case 'endpoint.checked':
      return [
        [
          'endpoint.health',
          {
            endpointId: event.endpointId,
            health: event.health,
            models: event.models.length,
            note: event.note,
          },
        ],
      ];
    // Named `client`, not `token...`: a fact of such a name is blotted out.
    case 'token.added':
      return [['token.add', { client: event.tokenId, scope: event.scope, by: event.by.id }]];
    case 'token.revoked':
      return [['token.revoke', { client: event.tokenId, by: event.by.id }]];
    case 'settings.changed':
      return [['settings.change', { by: event.by.id }]];
    case 'limits.changed':
      return [['limits.change', { client: event.client, by: event.by.id }]];
    // On the screens and in the store; a log line adds nothing.
    case 'agent.added':
    case 'agent.removed':
    case 'agent.renamed':
    case 'endpoint.added':
    case 'endpoint.changed':
    case 'endpoint.removed':
    case 'proposal.made':
    case 'proposal.settled':
    case 'repository.added':
    case 'repository.paused':
    case 'repository.ranked':
    case 'repository.removed':
    case 'sample.removed':
    case 'task.blocked':
    case 'task.progressed':
    case 'task.ranked':
    case 'task.transcript':
    case 'task.unblocked':
      return [];
    default:
      return unreachable(event);
  }
}

type EventOf<Type extends FleetEvent['type']> = Extract<FleetEvent, { type: Type }>;

function attemptOf(event: {
  taskId: string;
  generation: number;
  agentId: string;
}): Record<string, FactValue> {
  return { taskId: event.taskId, generation: event.generation, agentId: event.agentId };
}

function spentOf({ spent }: EventOf<'task.completed' | 'attempt.ended'>): Record<string, FactValue> {
  return {
    costMicros: spent.cost?.micros ?? null,
    currency: spent.cost?.currency ?? null,
    tokensIn: spent.tokensIn,
    tokensOut: spent.tokensOut,
  };
}

function assigned(event: EventOf<'task.assigned'>): readonly Line[] {
  const { decision } = event;
  const facts = { ...attemptOf(event), target: decision.target.kind, tier: decision.tier };
  const match: Line = [
    'scheduler.match',
    {
      ...facts,
      candidates: decision.candidates,
      score: decision.score,
      because: decision.because.slice(0, 1),
    },
  ];
  const assign: Line = ['task.assign', facts];
  return decision.fallbackFrom === null
    ? [match, assign]
    : [match, ['scheduler.fallback', { ...facts, from: decision.fallbackFrom }], assign];
}

const reclaims: ReadonlySet<string> = new Set(['disconnected', 'not-accepted', 'stuck', 'agent-removed']);

function ended(event: EventOf<'attempt.ended'>): readonly Line[] {
  const facts = { ...attemptOf(event), reason: event.reason, next: event.next, ...spentOf(event) };
  const lines: Line[] = [];
  if (event.reason === 'cancelled') lines.push(['task.cancel', facts]);
  else lines.push([reclaims.has(event.reason) ? 'task.reclaim' : 'task.fail', facts]);
  if (event.next === 'queued')
    lines.push(['task.retry', { taskId: event.taskId, notBefore: event.notBefore }]);
  if (event.next === 'dead-letter')
    lines.push(['task.dead-letter', { taskId: event.taskId, reason: event.reason }]);
  return lines;
}
