import type { FleetEvent } from '../../../../../core/domain/fleet/events.ts';
import type { Money, Spent } from '../../../../../core/domain/fleet/money/money.ts';
import { sumMoney } from '../../../../../core/domain/fleet/money/money-list.ts';
import { isCostUnknown } from '../../../../../core/domain/fleet/money/spending.ts';
import type { Clock } from '../../../../../core/kernel/clock.ts';
import type { AgentId } from '../../../../../core/kernel/ids.ts';

/** What an agent did since midnight, by attempts that ended. */
export interface AgentDay {
  readonly cost: readonly Money[];
  /** Attempts at an unknown cost. */
  readonly unpriced: number;
  readonly completed: number;
  readonly failed: number;
}

export interface DayTotals {
  ofAgent(agentId: AgentId): AgentDay;
  /** Of the whole fleet. */
  cost(): readonly Money[];
  unpriced(): number;
  /** Counts these events in; answers whose totals they moved. */
  follow(events: readonly FleetEvent[]): ReadonlySet<AgentId>;
  /** Starts over with what the store has of this day. */
  reset(days: ReadonlyMap<AgentId, AgentDay>): void;
}

/** When the day of this machine began. */
export function midnight(clock: Clock): number {
  return new Date(clock.now()).setHours(0, 0, 0, 0);
}

const nothing: AgentDay = { cost: [], unpriced: 0, completed: 0, failed: 0 };

/** Ends of an attempt that are no failure of the agent: somebody gave it up. */
const givenUp: ReadonlySet<string> = new Set(['cancelled', 'declined', 'agent-removed']);

/** Kept by counting, because adding a day up for every push of a board would be work without end. */
export function createDayTotals(): DayTotals {
  let days = new Map<AgentId, AgentDay>();
  let all: readonly Money[] = [];

  const add = (agentId: AgentId, spent: Spent, ending: 'completed' | 'failed' | 'given-up'): void => {
    const day = days.get(agentId) ?? nothing;
    days.set(agentId, {
      cost: sumMoney([...day.cost, spent.cost]),
      unpriced: day.unpriced + Number(isCostUnknown(spent)),
      completed: day.completed + Number(ending === 'completed'),
      failed: day.failed + Number(ending === 'failed'),
    });
    all = sumMoney([...all, spent.cost]);
  };

  return {
    ofAgent: (agentId) => days.get(agentId) ?? nothing,
    cost: () => all,
    unpriced: () => [...days.values()].reduce((sum, day) => sum + day.unpriced, 0),
    follow(events) {
      const moved = new Set<AgentId>();
      for (const event of events) {
        if (event.type === 'task.completed') add(event.agentId, event.spent, 'completed');
        else if (event.type === 'attempt.ended')
          add(event.agentId, event.spent, givenUp.has(event.reason) ? 'given-up' : 'failed');
        else continue;
        moved.add(event.agentId);
      }
      return moved;
    },
    reset(stored) {
      days = new Map(stored);
      all = sumMoney([...stored.values()].flatMap((day) => day.cost));
    },
  };
}
