import { join } from 'node:path';
import type { Verification } from '../../../../../core/domain/readiness/evidence.ts';
import type { DeviceId, EvidenceId, RootId } from '../../../../../core/kernel/ids.ts';
import {
  dueEvidence,
  evidenceFiles,
  evidenceRoots,
} from '../../../../../db/readers/readiness/due-evidence.ts';
import { workspaceFacts } from '../../../../../db/readers/workspace-view.ts';
import {
  type EvidenceRecord,
  lastVerification,
  readEvidence,
} from '../../../../../db/records/readiness/evidence.ts';
import { readTrackerByPath } from '../../../../../db/records/tracker.ts';
import type { EvidencePorts } from '../../../files/evidence-ports.ts';
import { EVIDENCE_TIMES, type EvidenceTimes } from '../../../files/evidence-times.ts';
import type { EngineDeps } from '../../engine-deps.ts';
import { type LookOptions, lookAtAll } from './look-at.ts';

/** Looked at in one go; the others are due at the next. */
const ONE_ROUND = 200;
/** Files of the newest evidence that are followed; all others are looked at when they are due. */
const MAX_FOLLOWED = 500;

export interface EvidenceWatch {
  /** A file on disk may have changed. */
  touched(path: string): void;
  /** Whether a file is followed for evidence in it. */
  isFollowed(path: string): boolean;
  /** Resolves when nothing is being looked at. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

type Deps = Pick<EngineDeps, 'db' | 'clock' | 'log' | 'files' | 'follow' | 'unfollow'>;

/** Looks at evidence again by itself: once a day, and when its file changed. */
export function createEvidenceWatch(
  deps: Deps,
  ports: EvidencePorts,
  times: EvidenceTimes = EVIDENCE_TIMES,
): EvidenceWatch {
  const { db, clock, log } = deps;
  const stop = new AbortController();
  const changedIds = new Set<EvidenceId>();
  let followed = new Map<string, EvidenceId[]>();
  let quiet: NodeJS.Timeout | null = null;
  let running = Promise.resolve();

  /** One round after the other. */
  function start(round: () => Promise<void>): void {
    running = running.then(round).catch((error: unknown) => {
      if (!stop.signal.aborted) log.error('Looking at evidence failed.', error);
    });
  }

  function followFiles(): void {
    const before = followed;
    followed = new Map();
    for (const { id, folder, path } of evidenceFiles(db.read, MAX_FOLLOWED)) {
      const file = join(folder, path);
      followed.set(file, [...(followed.get(file) ?? []), id]);
    }
    for (const file of followed.keys()) if (!before.has(file)) deps.follow(file);
    for (const file of before.keys()) {
      const tracker = followed.has(file) ? null : readTrackerByPath(db.read, file);
      if (!followed.has(file) && (tracker === null || tracker.removedAt !== null)) deps.unfollow(file);
    }
  }

  function ownDevice(): DeviceId | null {
    return workspaceFacts(db.read)?.deviceId ?? null;
  }

  /** A watch also tells of every file when it begins: what says the same as before is not written down again. */
  async function lookAtChanged(): Promise<void> {
    followFiles();
    const ids = [...changedIds].slice(0, ONE_ROUND);
    for (const id of ids) changedIds.delete(id);
    const device = ownDevice();
    await look(
      ids.flatMap((id) => readEvidence(db.read, id) ?? []).filter(({ withdrawn }) => !withdrawn),
      (id, found) => {
        const last = device === null ? null : lastVerification(db.read, id, device);
        return last === null || !saysTheSame(last, found);
      },
    );
    if (changedIds.size > 0) start(lookAtChanged);
  }

  async function lookAtDue(): Promise<void> {
    const device = ownDevice();
    if (device === null) return;
    const now = clock.now();
    const roots = await rootsInReach();
    const round = { device, before: now - times.due, now, roots, limit: ONE_ROUND };
    await look(dueEvidence(db.read, round));
  }

  async function rootsInReach(): Promise<readonly RootId[]> {
    const found: RootId[] = [];
    for (const { rootId, folder } of evidenceRoots(db.read)) {
      const facts = await deps.files.facts(folder).catch(() => null);
      if (facts?.isFolder === true) found.push(rootId);
    }
    return found;
  }

  async function look(pieces: readonly EvidenceRecord[], isNews?: LookOptions['isNews']): Promise<void> {
    const options = { by: null, signal: stop.signal, ...(isNews === undefined ? {} : { isNews }) };
    const looked = await lookAtAll(deps, ports, pieces, options);
    if (!looked.ok && looked.error.code !== 'job.cancelled')
      log.warn(looked.error.message, looked.error.facts);
  }

  function soon(): void {
    if (stop.signal.aborted) return;
    if (quiet !== null) clearTimeout(quiet);
    quiet = setTimeout(() => {
      quiet = null;
      start(lookAtChanged);
    }, times.quiet);
    quiet.unref();
  }

  const stopFollowing = db.feed.subscribe(({ changes }) => {
    if (changes.areas.has('evidence')) soon();
  });
  const timer = setInterval(() => start(lookAtDue), times.ask);
  timer.unref();
  // The start is for what a person waits for.
  const first = setTimeout(() => start(lookAtDue), times.quiet);
  first.unref();
  followFiles();

  return {
    touched(path) {
      const ids = followed.get(path);
      if (ids === undefined) return;
      for (const id of ids) changedIds.add(id);
      soon();
    },
    isFollowed: (path) => followed.has(path),
    settled: () => running,
    async close() {
      stop.abort();
      clearInterval(timer);
      clearTimeout(first);
      if (quiet !== null) clearTimeout(quiet);
      stopFollowing();
      await running;
    },
  };
}

type Said = Pick<Verification, 'result' | 'says' | 'digest' | 'commit'>;

/** A number that was measured is said. */
function saysTheSame(a: Said, b: Said): boolean {
  return a.result === b.result && a.says === b.says && a.digest === b.digest && a.commit === b.commit;
}
