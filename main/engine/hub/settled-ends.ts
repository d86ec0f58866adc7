import type { AttemptRef } from '../../../core/domain/fleet/commands.ts';
import type { FleetEvent } from '../../../core/domain/fleet/events.ts';

/** Ends of attempts that agents told lately: one told twice, because its answer got lost, is settled again. */
export interface SettledEnds {
  has(attempt: AttemptRef, told: 'complete' | 'fail'): boolean;
  follow(events: readonly FleetEvent[]): void;
}

/** Enough for every agent of a large fleet to lose an answer; an older one is answered as stale, which drops it too. */
const mostEnds = 5_000;

export function createSettledEnds(): SettledEnds {
  const ends = new Set<string>();
  const keyOf = ({ taskId, generation, agentId }: AttemptRef, told: string): string =>
    `${taskId} ${generation} ${agentId} ${told}`;
  const remember = (key: string): void => {
    ends.add(key);
    if (ends.size <= mostEnds) return;
    const oldest = ends.values().next();
    if (oldest.done !== true) ends.delete(oldest.value);
  };

  return {
    has: (attempt, told) => ends.has(keyOf(attempt, told)),
    follow(events) {
      for (const event of events) {
        if (event.type === 'task.completed') remember(keyOf(event, 'complete'));
        else if (event.type === 'attempt.ended' && event.by.kind === 'agent' && event.reason !== 'declined')
          remember(keyOf(event, 'fail'));
      }
    },
  };
}
