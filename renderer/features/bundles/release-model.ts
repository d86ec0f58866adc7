import {
  CREATE_BUNDLE_JOB,
  PROMOTE_JOB,
  ROLL_BACK_JOB,
  VERIFY_BUNDLE_JOB,
} from '../../../core/contract/bundles.ts';
import type { RowOf } from '../../../core/contract/index.ts';
import { decisionLabels } from '../../domains/readiness/release/gate-labels.ts';
import { buildPath } from '../../ui/frame/navigation.tsx';
import type { Mark } from '../../ui/marks/mark.ts';

export type Bundle = RowOf<'bundles.list'>;
export type Environment = RowOf<'environments.list'>;
export type Move = RowOf<'environments.moves'>;
type Step = Move['steps'][number];
type Job = RowOf<'jobs.list'>;

export const stepLabels: Readonly<Record<Step['step'], string>> = {
  preview: 'Preview',
  apply: 'Apply',
  canary: 'Canary',
};

export const outcomeMarks: Readonly<Record<Move['outcome'], Mark>> = {
  done: 'done',
  refused: 'dropped',
  failed: 'blocked',
  unfinished: 'unknown',
};

export const outcomeLabels: Readonly<Record<Move['outcome'], string>> = {
  done: 'Done',
  refused: 'Refused',
  failed: 'Failed',
  unfinished: 'Unfinished',
};

export const kindLabels: Readonly<Record<Move['kind'], string>> = {
  promotion: 'Promotion',
  rollback: 'Rollback',
};

/** "4f21c9d0a1b2": as much of a commit as people read. */
export function shortCommit(commit: string): string {
  return /^[0-9a-f]{40,64}$/u.test(commit) ? commit.slice(0, 12) : commit;
}

/** "The quay is ready, 4f21c9d0a1b2": what a person calls a bundle. */
export function bundleName({ gateTitle, commit, id }: Pick<Bundle, 'gateTitle' | 'commit' | 'id'>): string {
  return `${gateTitle}, ${commit === null ? id.slice(0, 11) : shortCommit(commit)}`;
}

/** The same of one that may not be known here. */
export function nameOfBundle(bundles: readonly Bundle[], id: Bundle['id']): string {
  const found = bundles.find((one) => one.id === id);
  return found === undefined ? id.slice(0, 11) : bundleName(found);
}

/** Why a bundle can be released nowhere; null where it can. */
export function whyNotReleased({ decision, lineageComplete }: Bundle): string | null {
  if (decision === 'no-go') return `Its gate said ${decisionLabels[decision].toLowerCase()}.`;
  return lineageComplete ? null : 'Its lineage is not complete.';
}

export type ReleaseWork = 'create' | 'verify' | 'promote' | 'rollback';

/** What a job is to these screens; null where it is not theirs. `environment`: whose move it is. */
export function releaseWork({
  title,
}: Pick<Job, 'title'>): { readonly work: ReleaseWork; readonly environment: string | null } | null {
  if (title === CREATE_BUNDLE_JOB) return { work: 'create', environment: null };
  if (title === VERIFY_BUNDLE_JOB) return { work: 'verify', environment: null };
  const moves = [
    [PROMOTE_JOB, 'promote'],
    [ROLL_BACK_JOB, 'rollback'],
  ] as const;
  for (const [words, work] of moves)
    if (title.startsWith(`${words} `)) return { work, environment: title.slice(words.length + 1) };
  return null;
}

/** Environments that something is being moved into. */
export function movingInto(jobs: readonly Pick<Job, 'title' | 'state'>[]): ReadonlySet<string> {
  return new Set(
    jobs.flatMap((job) => (job.state === 'running' ? (releaseWork(job)?.environment ?? []) : [])),
  );
}

/** Moves that are under way, of all moves, the newest first: into an environment there is one at a time, its newest. */
export function movesUnderWay(
  moves: readonly Pick<Move, 'id' | 'environmentId' | 'outcome'>[],
  moving: ReadonlySet<string>,
): ReadonlySet<string> {
  return new Set(
    [...moving].flatMap((environment) => {
      const newest = moves.find(({ environmentId }) => environmentId === environment);
      return newest?.outcome === 'unfinished' ? newest.id : [];
    }),
  );
}

/** How a move stands, in a word: one that is under way has no outcome yet. */
export function outcomeOf(
  { id, outcome }: Pick<Move, 'id' | 'outcome'>,
  underWay: ReadonlySet<string>,
): { readonly mark: Mark; readonly label: string } {
  return outcome === 'unfinished' && underWay.has(id)
    ? { mark: 'active', label: 'Under way' }
    : { mark: outcomeMarks[outcome], label: outcomeLabels[outcome] };
}

export const stopLabels: Readonly<Record<ReleaseWork, string>> = {
  create: 'Stop making it',
  verify: 'Stop verifying',
  promote: 'Cancel the promotion',
  rollback: 'Cancel the rollback',
};

export function bundlePath(bundleId: string): string {
  return buildPath('/bundles', {}, { bundle: bundleId });
}
