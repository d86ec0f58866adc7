import { type FSWatcher, watch } from 'chokidar';
import { NoAnswer } from '../../../node/files/bounded-files.ts';
import type { FilePort } from '../../../node/files/file-port.ts';
import type { Log } from '../../../node/log/log.ts';
import { markOf } from './stillness.ts';

/** A save comes as a storm of events: after the first one, which is told at once, one is told for so long (throttle). */
const BETWEEN_TOLD_MS = 60;
/** Catches what the system's own watch misses: network mounts, folders that vanished and came back. */
const POLL_MS = 3000;

export interface FileWatcher {
  track(path: string): void;
  untrack(path: string): void;
  state(): { mode: 'watching' | 'polling' | 'off'; tracked: number; missing: number };
  close(): Promise<void>;
}

export interface FileWatcherOptions {
  readonly files: FilePort;
  readonly log: Log;
  /** The file may have changed, vanished or come back; the caller reads it and decides. */
  readonly onTouched: (path: string) => void;
  readonly pollMs?: number;
}

/** Watches single files; every tracked path is also polled, so a missed event costs seconds and not the truth. */
export function createFileWatcher(options: FileWatcherOptions): FileWatcher {
  const tracked = new Map<string, string | null>();
  const waiting = new Map<string, { readonly timer: NodeJS.Timeout; again: boolean }>();
  let mode: 'watching' | 'polling' | 'off' = 'watching';
  let watcher: FSWatcher | null = startWatching();
  let polling = false;
  const timer = setInterval(() => void poll(), options.pollMs ?? POLL_MS);
  timer.unref();

  function startWatching(): FSWatcher {
    const started = watch([], {
      persistent: true,
      // The first event says that the watch stands: what changed since the file was last read is looked at then.
      ignoreInitial: false,
      atomic: false,
      followSymlinks: true,
    });
    started.on('all', (_event, path) => touched(path));
    started.on('error', (error) => {
      options.log.warn('The system watch gave up; files are polled instead.', {
        reason: error instanceof Error ? error.message : String(error),
      });
      mode = 'polling';
    });
    return started;
  }

  function touched(path: string): void {
    if (!tracked.has(path)) return;
    const pending = waiting.get(path);
    if (pending !== undefined) {
      pending.again = true;
      return;
    }
    const timer = setTimeout(() => {
      const again = waiting.get(path)?.again === true;
      waiting.delete(path);
      if (again) touched(path);
    }, BETWEEN_TOLD_MS);
    waiting.set(path, { timer, again: false });
    void tell(path);
  }

  /** Noted before the caller reads: whatever happens to the file from here on differs from it at the next poll. */
  async function tell(path: string): Promise<void> {
    const signature = await signatureOf(path);
    if (!tracked.has(path)) return;
    tracked.set(path, signature);
    options.onTouched(path);
  }

  async function signatureOf(path: string): Promise<string | null> {
    try {
      const facts = await options.files.facts(path);
      return markOf(facts);
    } catch {
      return null;
    }
  }

  /** The system's watch looks without a bound of its own: it gets no path whose disk doesn't answer. */
  async function watchOnceAnswered(path: string): Promise<void> {
    const answers = await options.files.facts(path).then(
      () => true,
      (error: unknown) => !(error instanceof NoAnswer),
    );
    if (answers && tracked.has(path)) watcher?.add(path);
  }

  async function poll(): Promise<void> {
    if (polling) return;
    polling = true;
    try {
      for (const path of tracked.keys()) {
        const signature = await signatureOf(path);
        const before = tracked.get(path);
        if (before !== undefined && signature !== before) touched(path);
      }
    } finally {
      polling = false;
    }
  }

  return {
    track(path) {
      if (mode === 'off' || tracked.has(path)) return;
      tracked.set(path, UNSEEN);
      void watchOnceAnswered(path);
    },
    untrack(path) {
      tracked.delete(path);
      watcher?.unwatch(path);
    },
    state() {
      let missing = 0;
      for (const signature of tracked.values()) if (signature === null) missing += 1;
      return { mode, tracked: tracked.size, missing };
    },
    async close() {
      mode = 'off';
      clearInterval(timer);
      for (const { timer: pending } of waiting.values()) clearTimeout(pending);
      waiting.clear();
      tracked.clear();
      await watcher?.close();
      watcher = null;
    },
  };
}

const UNSEEN = 'unseen';
