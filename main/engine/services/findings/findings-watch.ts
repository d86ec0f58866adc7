import type { RuleSet } from '../../../../core/domain/trackers/findings/compile-rules.ts';
import type { FindingDraft } from '../../../../core/domain/trackers/findings/finding-draft.ts';
import type { DocumentInput } from '../../../../core/domain/trackers/findings/finding-facts.ts';
import { findBetween, findWithin } from '../../../../core/domain/trackers/findings/findings.ts';
import type { ParsedDocument } from '../../../../core/domain/trackers/model.ts';
import { fileNameOf } from '../../../../core/domain/trackers/roots/root-path.ts';
import { TrackerId } from '../../../../core/kernel/ids.ts';
import type { Steps } from '../../../../core/kernel/steps.ts';
import type { Changes } from '../../../../db/changes.ts';
import { knownFailure } from '../../../../db/failures.ts';
import { readSettings } from '../../../../db/readers/settings-view.ts';
import { readDoubts } from '../../../../db/records/item-doubt.ts';
import { readingOptions } from '../../../../db/records/reading-options.ts';
import { readTracker, readTrackers, type TrackerRow } from '../../../../db/records/tracker.ts';
import {
  findingBases,
  notedFindings,
  noteFindings,
  replaceFindings,
} from '../../../../db/usecases/findings.ts';
import { contentHash } from '../../../../node/files/content-hash.ts';
import { today } from '../../today.ts';
import type { EngineDeps } from '../engine-deps.ts';
import { inBackgroundSteps, yieldToEventLoop } from '../in-steps.ts';
import { readAhead } from '../trackers/together/read-ahead.ts';
import { documentAt, type LiveTracker, liveTracker } from '../trackers/tracker-access.ts';

/** Edits come in bursts; findings are worked out once they pause (debounce). */
const QUIET_MS = 200;
/** Comparing documents with each other reads many of them again, so it waits for a longer pause. */
const QUIET_BETWEEN_MS = 1000;
/** Worked on at a stretch: what a call that comes meanwhile may have to wait. */
const STEP_MS = 4;
/** Edits that never end hold the findings up by this much a step. */
const MAX_WAIT_MS = 100;
/** Documents are compared with each other up to here, the newest first. */
const MAX_COMPARED = 400;
const MAX_COMPARED_BYTES = 8 * 1024 * 1024;

type FindingsDeps = Pick<EngineDeps, 'db' | 'clock' | 'log' | 'appVersion' | 'queue'>;

export interface FindingsWatch {
  follow(changes: Changes): void;
  /** Recomputes everything: the day or a setting changed. */
  all(): void;
  /** Resolves when nothing is left to be worked out, or when the timeout has passed. */
  readonly settled: (timeoutMs?: number) => Promise<void>;
  close(): Promise<void>;
}

/** Keeps findings true to the texts, in the background and in small steps. */
export function createFindingsWatch(
  deps: FindingsDeps,
  { sources, compiled: rules }: RuleSet,
): FindingsWatch {
  const rulesHash = contentHash(Buffer.from(JSON.stringify(sources), 'utf8'));
  const waiting = new Set<TrackerId>();
  const written = new Map<string, string>();
  let between = false;
  let timer: NodeJS.Timeout | null = null;
  let running: Promise<void> | null = null;
  let closed = false;
  let noted = notedFindings(deps.db.read) === fingerprint();

  function schedule(): void {
    if (closed || (waiting.size === 0 && !between)) return;
    if (noted) note(null);
    if (running !== null) return;
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(() => void start(), waiting.size > 0 ? QUIET_MS : QUIET_BETWEEN_MS);
  }

  function start(): Promise<void> {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    running = (waiting.size > 0 ? workWithin() : workBetween())
      .catch((error: unknown) => deps.log.error('Findings could not be worked out.', error))
      .then(() => {
        running = null;
        schedule();
        return undefined;
      });
    return running;
  }

  async function workWithin(): Promise<void> {
    for (const trackerId of waiting) {
      if (closed) return;
      waiting.delete(trackerId);
      between = true;
      const basis = basisOf(readTracker(deps.db.read, trackerId));
      const input = await documentInput(deps, trackerId);
      if (input !== 'lost') {
        const found = input === null ? [] : await inSteps(findWithin(input, rules, options()));
        if (found === null) return;
        write(trackerId, found, basis);
      }
      await yieldToEventLoop();
    }
  }

  async function workBetween(): Promise<void> {
    between = false;
    const inputs: DocumentInput[] = [];
    let bytes = 0;
    const newest = readTrackers(deps.db.read).toSorted((a, b) => b.changedAt - a.changedAt);
    for (const row of newest.slice(0, MAX_COMPARED)) {
      const input = await documentInput(deps, row.id);
      if (input === null || input === 'lost') continue;
      bytes += input.doc.text.length;
      if (bytes > MAX_COMPARED_BYTES) break;
      inputs.push(input);
      await yieldToEventLoop();
      if (closed) return;
    }
    const found = await inSteps(findBetween(inputs, rules, options()));
    if (found === null) return;
    write('workspace', found);
    if (waiting.size === 0) note(fingerprint());
  }

  /** An edit under way is done first. Null when this was closed meanwhile. */
  function inSteps<Value>(steps: Steps<Value>): Promise<Value | null> {
    return inBackgroundSteps(steps, STEP_MS, async () => {
      await Promise.race([deps.queue.idle(), pause(MAX_WAIT_MS)]);
      return !closed;
    });
  }

  function write(
    scope: TrackerId | 'workspace',
    drafts: readonly FindingDraft[],
    basis: string | null = null,
  ): void {
    const print = contentHash(Buffer.from(JSON.stringify([drafts, basis]), 'utf8'));
    if (written.get(scope) === print) return;
    const replaced = replaceFindings(
      deps.db,
      scope,
      drafts.map(({ scope: _scope, places, ...draft }) => ({
        ...draft,
        places: places.flatMap((place) => {
          const trackerId = TrackerId.safeParse(place.trackerId);
          return trackerId.success ? [{ ...place, trackerId: trackerId.data }] : [];
        }),
      })),
      basis,
    );
    if (replaced.ok) written.set(scope, print);
    else deps.log.warn(replaced.error.message, replaced.error.facts);
  }

  function options(): { today: string; staleAfterDays: number } {
    const { staleAfterDays } = readSettings(deps.db.read);
    return { today: today(deps.clock), staleAfterDays };
  }

  function fingerprint(): string {
    return JSON.stringify([deps.appVersion, rulesHash, options()]);
  }

  /** With what a tracker's findings are made: what an earlier process has looked at with the same needs no second look. */
  function basisOf(row: TrackerRow | null): string | null {
    return row === null ? null : JSON.stringify([fingerprint(), row.hash, row.name, row.relativePath]);
  }

  /**
   * Findings of an unchanged text hold as long as rules, day and settings do, across restarts. Withdrawn (null) while
   * something waits: what a process ends without checking is left to the next start.
   */
  function note(print: string | null): void {
    const kept = noteFindings(deps.db, print);
    if (kept.ok) noted = print !== null;
    else deps.log.warn(kept.error.message, kept.error.facts);
  }

  function all(): void {
    for (const row of readTrackers(deps.db.read)) waiting.add(row.id);
    between = true;
    schedule();
  }

  let basis = fingerprint();
  if (deps.db.mode.kind === 'read-write' && !noted) {
    const bases = findingBases(deps.db.read);
    for (const row of readTrackers(deps.db.read)) if (bases.get(row.id) !== basisOf(row)) waiting.add(row.id);
    between = true;
    schedule();
  }

  return {
    follow(changes) {
      if (changes.areas.has('settings') && basis !== fingerprint()) {
        basis = fingerprint();
        return all();
      }
      if (!changes.areas.has('items') && !changes.areas.has('trackers')) return;
      for (const trackerId of changes.trackers) waiting.add(trackerId);
      if (changes.trackers.size === 0) return;
      schedule();
    },
    all,
    async settled(timeoutMs = Number.POSITIVE_INFINITY) {
      const until = performance.now() + timeoutMs;
      while (performance.now() < until) {
        const work = running ?? (timer === null ? null : start());
        if (work === null) return;
        await (Number.isFinite(timeoutMs) ? Promise.race([work, pause(until - performance.now())]) : work);
      }
    },
    async close() {
      closed = true;
      if (timer !== null) clearTimeout(timer);
      timer = null;
      await running;
    },
  };
}

/** Null for a tracker that is not shown; `lost` where its text can't be read: what was found before stands until it is back. */
async function documentInput(
  deps: FindingsDeps,
  trackerId: TrackerId,
): Promise<DocumentInput | 'lost' | null> {
  const found = liveTracker(deps.db, trackerId);
  if (!found.ok) return null;
  const tracker = found.value;
  const doc = await documentIn(deps, tracker);
  if (doc === null) return 'lost';
  return {
    trackerId,
    name: tracker.name,
    fileName: tracker.relativePath === null ? `${tracker.name}.md` : fileNameOf(tracker.relativePath),
    doc,
    doubts: readDoubts(deps.db.read, trackerId),
  };
}

async function documentIn(deps: FindingsDeps, tracker: LiveTracker): Promise<ParsedDocument | null> {
  try {
    await readAhead(deps.db, readingOptions(tracker), tracker.hash);
    return documentAt(deps.db, tracker, tracker.hash);
  } catch (error) {
    const known = knownFailure(error, deps.db.file);
    if (known === null) throw error;
    deps.log.warn(`Findings of ${tracker.name} are as they were: ${known.error.message}`, known.error.facts);
    return null;
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds).unref());
}
