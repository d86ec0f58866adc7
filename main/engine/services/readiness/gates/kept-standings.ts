import type { GateJudgement } from '../../../../../core/domain/readiness/gate/report.ts';
import type { Area } from '../../../../../db/changes.ts';
import type { Topic } from '../../../topics.ts';
import type { EngineDeps } from '../../engine-deps.ts';

type Standings = ReadonlyMap<string, GateJudgement>;

/** After these, gates may stand otherwise. */
export const STANDING_TOPICS: readonly Topic[] = [
  'evidence',
  'signoffs',
  'slo',
  'items',
  'trackers',
  'findings',
  'actors',
  'day',
];
const AREAS: readonly Area[] = [
  'gates',
  'evidence',
  'signoffs',
  'slo',
  'items',
  'trackers',
  'findings',
  'actors',
];

/** Working them out takes at most this share of the time, one part in so many, while everything changes all the time. */
const SHARE = 5;

export interface GateStandings {
  /**
   * Worked out anew where something changed; null where that was not possible. Whoever asks while that is not to be done
   * yet waits: what was so before a change is never told as what is so now.
   */
  now(): Promise<Standings | null>;
  /** As they were worked out last, without waiting; what changed since is worked out, and `gate-decisions` tells of it. */
  last(): Standings | null;
}

/** How all gates stand, worked out on a thread of its own and only where something changed since. */
export function keepGateStandings({
  db,
  clock,
  heavyReads,
  topics,
}: Pick<EngineDeps, 'db' | 'clock' | 'heavyReads' | 'topics'>): GateStandings {
  let kept: Promise<Standings | null> | null = null;
  let last: Standings | null = null;
  let free = Promise.resolve();
  db.feed.subscribe(({ changes }) => {
    if (AREAS.some((area) => changes.areas.has(area))) kept = null;
  });
  topics.subscribe(['day', 'evidence'], () => {
    kept = null;
  });

  const workOut = async (): Promise<Standings | null> => {
    await free;
    const started = performance.now();
    const judged = await heavyReads.run('judgeAllGates', { now: clock.now() });
    const took = performance.now() - started;
    free = new Promise((resolve) => {
      setTimeout(resolve, took * (SHARE - 1)).unref();
    });
    const before = decisionsOf(last);
    last = judged.ok ? judged.value : null;
    if (!judged.ok) kept = null;
    if (decisionsOf(last) !== before) topics.publish('gate-decisions');
    return last;
  };
  const now = (): Promise<Standings | null> => {
    kept ??= workOut();
    return kept;
  };
  return {
    now,
    last: () => {
      void now();
      return last;
    },
  };
}

function decisionsOf(standings: Standings | null): string {
  return JSON.stringify([...(standings ?? [])].map(([id, { decision }]) => [id, decision]));
}
