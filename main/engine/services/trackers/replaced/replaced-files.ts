import { dirname } from 'node:path';
import { readReplacedFile, readReplacedFiles } from '../../../../../db/records/replaced-file.ts';
import { forgetReplaced } from '../../../../../db/usecases/files/replaced-files.ts';
import { closedEverywhere } from '../../../../../node/files/open-inodes.ts';
import { HIDDEN_SUFFIX, type Kept, letGo, secondNames } from '../../../../../node/files/second-name.ts';
import { excludeFromGit } from '../../../../../node/git/exclude-hidden.ts';
import type { EngineDeps } from '../../engine-deps.ts';
import { createHalfWrittenFiles, type HalfWrittenFiles } from './half-written.ts';
import { hasMore, lookAt, type Replaced, replacedNow, takeInLast } from './look-at-replaced.ts';

/** Files that we replaced, each looked at until nobody can write into it any more. */
export interface ReplacedFiles {
  /** Looks at what the last run left; to be done before anything is written. */
  begin(): Promise<void>;
  /** Not replaced: it failed, and the file may still have its name, or it was written into. */
  watch(id: string, became: Kept | 'not-replaced' | 'half-written'): void;
  /** See `HalfWrittenFiles`. */
  mend: HalfWrittenFiles['mend'];
  /** Looks once more; what only this process can reach is waited for. */
  end(): Promise<void>;
}

/** More are not kept of one tracker: the one longest still goes first. */
const MAX_OF_ONE = 64;
/** Soon after the replacement a writer is most likely. */
const FIRST_MS = 50;
const SLOWEST_MS = 5000;
/** A look through all processes' open files takes some milliseconds. */
const BETWEEN_SCANS_MS = 1000;

/** The longer ago it was replaced, the rarer. */
function nextLook({ since, lookedAt }: Replaced): number {
  return lookedAt + Math.min(SLOWEST_MS, Math.max(FIRST_MS, (lookedAt - since) / 4));
}

export function createReplacedFiles(deps: EngineDeps): ReplacedFiles {
  const { files, db, outsideTimes: times } = deps;
  const steady = (): number => deps.timekeeper.moment().steady;
  const all = new Map<string, Replaced>();
  let timer: NodeJS.Timeout | null = null;
  let running: Promise<void> = Promise.resolve();
  let lastScan = Number.NEGATIVE_INFINITY;
  let ended = false;
  const hidden = new Set<string>();
  const halfWritten = createHalfWrittenFiles(deps, drop);
  const stop = new AbortController();

  function schedule(): void {
    if (timer !== null || ended || all.size === 0) return;
    const next = Math.min(...[...all.values()].map(nextLook));
    timer = setTimeout(
      () => {
        timer = null;
        const now = steady();
        running = sweep((replaced) => nextLook(replaced) <= now).finally(schedule);
      },
      Math.max(0, next - steady()),
    );
    timer.unref();
  }

  async function sweep(isDue: (replaced: Replaced) => boolean): Promise<void> {
    try {
      for (const replaced of all.values()) {
        if (!isDue(replaced)) continue;
        replaced.lookedAt = steady();
        if (!(await lookAt(deps, replaced))) forget(replaced);
      }
      await releaseClosed();
      for (const replaced of all.values()) {
        if (steady() - replaced.stillSince >= times.keep) await release(replaced);
      }
      await releaseBeyondBound();
    } catch (error) {
      deps.log.error('Looking at replaced files failed.', error);
    }
  }

  async function releaseClosed(): Promise<void> {
    if (steady() - lastScan < BETWEEN_SCANS_MS) return;
    lastScan = steady();
    const linked = [...all.values()].flatMap((replaced) =>
      replaced.kept.how === 'link' && replaced.changing === null
        ? [{ replaced, path: replaced.kept.path, before: replaced.row.path }]
        : [],
    );
    const closed = linked.length === 0 ? new Set<string>() : await closedEverywhere(linked);
    for (const { replaced, path } of linked) if (closed.has(path)) await release(replaced);
  }

  async function releaseBeyondBound(): Promise<void> {
    const byTracker = Map.groupBy(all.values(), ({ row }) => row.trackerId);
    for (const some of byTracker.values()) {
      const tooMany = some.toSorted((one, other) => one.stillSince - other.stillSince).slice(0, -MAX_OF_ONE);
      for (const replaced of tooMany) await release(replaced);
    }
  }

  /** Nobody writes it any more: what it says now is its last word. */
  async function release(replaced: Replaced): Promise<void> {
    if (!(await takeInLast(deps, replaced))) return;
    await letGo(files, replaced.kept);
    forget(replaced);
  }

  function forget({ row }: Replaced): void {
    all.delete(row.id);
    drop(row.id);
  }

  function drop(id: string): void {
    const forgotten = forgetReplaced(db, id);
    if (!forgotten.ok) deps.log.warn(forgotten.error.message, forgotten.error.facts);
  }

  function add(id: string, kept: Kept): Replaced | null {
    const row = readReplacedFile(db.read, id);
    if (row === null) return null;
    const replaced = replacedNow(row, kept, steady());
    all.set(id, replaced);
    return replaced;
  }

  /** A hidden name beside a tracker is nothing to commit. */
  function hideFromGit({ row, kept }: Replaced): void {
    const folder = dirname(row.path);
    if (kept.how !== 'link' || dirname(kept.path) !== folder || hidden.has(folder)) return;
    hidden.add(folder);
    excludeFromGit(deps.git, folder, `.*${HIDDEN_SUFFIX}`, stop.signal).catch((error: unknown) =>
      deps.log.warn('Git could not be told to leave hidden files alone.', { folder, reason: String(error) }),
    );
  }

  /** Its second name, when it has one and is no longer, or not at all, the tracker's file. */
  async function find(id: string, path: string): Promise<Kept | null> {
    for (const name of secondNames(deps.workspace, path, id)) {
      const found = await files.facts(name).catch(() => null);
      if (found === null) continue;
      const now = await files.facts(path).catch(() => null);
      if (now?.inode !== found.inode) return { how: 'link', path: name };
      await files.remove(name);
    }
    return null;
  }

  async function takeUp(id: string): Promise<void> {
    const row = readReplacedFile(db.read, id);
    if (row === null) return;
    const kept = await find(id, row.path);
    const replaced = kept === null ? null : add(id, kept);
    if (replaced === null) drop(id);
    else if (!(await lookAt(deps, replaced))) forget(replaced);
  }

  return {
    async begin() {
      for (const row of readReplacedFiles(db.read)) {
        if ((await find(row.id, row.path)) === null) halfWritten.add(row, false);
        else await takeUp(row.id);
      }
      // What can't be written to its end now is tried again before its tracker is looked at.
      for (const id of halfWritten.trackers()) await halfWritten.mend(id);
      schedule();
    },
    mend: (trackerId) => halfWritten.mend(trackerId),
    watch(id, became) {
      if (became === 'half-written') {
        const row = readReplacedFile(db.read, id);
        if (row !== null) halfWritten.add(row, true);
        return;
      }
      const kept = became === 'not-replaced' ? null : became;
      // The next start finds its row and second name; a handle ends with us.
      if (ended) {
        if (kept?.how === 'handle') void letGo(files, kept);
        return;
      }
      if (kept === null) {
        running = running.then(() => takeUp(id)).finally(schedule);
        return;
      }
      const replaced = add(id, kept);
      if (replaced === null) void letGo(files, kept);
      else hideFromGit(replaced);
      schedule();
    },
    async end() {
      ended = true;
      stop.abort();
      if (timer !== null) clearTimeout(timer);
      await running;
      lastScan = Number.NEGATIVE_INFINITY;
      await sweep(() => true);
      const until = steady() + times.atLatest;
      for (const replaced of all.values()) {
        if (replaced.kept.how !== 'handle') continue;
        while (steady() < until && hasMore(deps, replaced, times.still)) {
          await new Promise((resolve) => setTimeout(resolve, FIRST_MS));
          if (!(await lookAt(deps, replaced))) break;
        }
        await release(replaced);
      }
    },
  };
}
