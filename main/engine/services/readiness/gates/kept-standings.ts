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

export interface KeptStandings {
  /** Worked out anew where something changed; null where that was not possible. */
  now(): Promise<Standings | null>;
  /** As they were worked out last, without waiting; null before. */
  last(): Standings | null;
}

/** How all gates stand, worked out on a thread of its own and only where something changed since. */
export function keepStandings({
  db,
  clock,
  heavyReads,
  topics,
}: Pick<EngineDeps, 'db' | 'clock' | 'heavyReads' | 'topics'>): KeptStandings {
  let kept: Standings | null = null;
  let running: Promise<Standings | null> | null = null;
  let changed = true;
  let resting: NodeJS.Timeout | null = null;
  db.feed.subscribe(({ changes }) => {
    if (AREAS.some((area) => changes.areas.has(area))) changed = true;
  });
  topics.subscribe(['day', 'evidence'], () => {
    changed = true;
  });

  const workOut = async (): Promise<Standings | null> => {
    changed = false;
    const started = performance.now();
    const judged = await heavyReads.run('judgeAllGates', { now: clock.now() });
    // What could not be worked out is not known, and is tried again with the next change.
    const before = decisionsOf(kept);
    kept = judged.ok ? judged.value : null;
    if (decisionsOf(kept) !== before) topics.publish('gate-decisions');
    running = null;
    resting = setTimeout(
      () => {
        resting = null;
        if (changed) topics.publish('gates');
      },
      (performance.now() - started) * (SHARE - 1),
    );
    resting.unref();
    return kept;
  };
  return {
    now: async () => {
      if (running !== null) return running;
      if (!changed || resting !== null) return kept;
      running = workOut();
      return running;
    },
    last: () => kept,
  };
}

function decisionsOf(standings: Standings | null): string {
  return JSON.stringify([...(standings ?? [])].map(([id, { decision }]) => [id, decision]));
}
