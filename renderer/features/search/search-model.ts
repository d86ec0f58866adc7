import type { OutputOf } from '../../../core/contract/index.ts';
import { formatCount, formatNumber } from '../../ui/text/format.ts';

export type Found = OutputOf<'search.find'>;
export type Hit = Found['hits'][number];
export type HitKind = Hit['kind'];

const kindLabels: Readonly<Record<HitKind, readonly [one: string, many: string]>> = {
  tracker: ['tracker', 'trackers'],
  item: ['item', 'items'],
  section: ['section', 'sections'],
  log: ['log line', 'log lines'],
  finding: ['finding', 'findings'],
  task: ['task', 'tasks'],
};

export const hitKinds: readonly HitKind[] = ['tracker', 'item', 'section', 'log', 'finding', 'task'];

export function isHitKind(text: string | null): text is HitKind {
  return hitKinds.some((kind) => kind === text);
}

export function kindLabel(kind: HitKind, count = 1): string {
  return kindLabels[kind][count === 1 ? 0 : 1];
}

/** The tracker a hit leads into, read from its route; null for what belongs to none. */
export function trackerOf(hit: Hit): string | null {
  return /^\/trackers\/([^/?#]+)/.exec(hit.route)?.[1] ?? null;
}

export interface SearchFilter {
  readonly kind: HitKind | null;
  readonly tracker: string | null;
}

export function filterHits(hits: readonly Hit[], filter: SearchFilter): readonly Hit[] {
  return hits.filter(
    (hit) =>
      (filter.kind === null || hit.kind === filter.kind) &&
      (filter.tracker === null || trackerOf(hit) === filter.tracker),
  );
}

/** Each kind with its number of hits, the empty ones left out. */
export function countKinds(
  hits: readonly Hit[],
): readonly { readonly kind: HitKind; readonly count: number }[] {
  return hitKinds
    .map((kind) => ({ kind, count: hits.filter((hit) => hit.kind === kind).length }))
    .filter((one) => one.count > 0);
}

/** "12 of 340 found in 8 ms"; says when only the best are listed. */
export function foundSentence(found: Found, shown: number): string {
  const time = `in ${Math.max(1, Math.round(found.milliseconds))} ms`;
  if (found.total > found.hits.length)
    return `the best ${formatNumber(found.hits.length)} of ${formatNumber(found.total)} ${time}`;
  return shown === found.total
    ? `${formatCount(found.total, 'hit')} ${time}`
    : `${shown} of ${formatCount(found.total, 'hit')} ${time}`;
}
