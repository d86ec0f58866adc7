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
  /** Null where they could not be worked out. */
  now(): Promise<Standings | null>;
  /** As they were worked out last, without waiting for what changed since; null before. */
  last(): Standings | null;
}

/**
 * How all gates stand, worked out on a thread of its own and only where something changed since. Whoever asks while that is
 * not to be done yet waits: what was so before a change is never told as what is so now.
 */
export function keepStandings({
  db,
  clock,
  heavyReads,
  topics,
}: Pick<EngineDeps, 'db' | 'clock' | 'heavyReads' | 'topics'>): KeptStandings {
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
    if (!judged.ok) {
      kept = null;
      return null;
    }
    const before = last;
    last = judged.value;
    if (decisionsOf(last) !== decisionsOf(before)) topics.publish('gate-decisions');
    return last;
  };
  return {
    now: () => {
      kept ??= workOut();
      return kept;
    },
    last: () => last,
  };
}

function decisionsOf(standings: Standings | null): string {
  return JSON.stringify([...(standings ?? [])].map(([id, { decision }]) => [id, decision]));
}
