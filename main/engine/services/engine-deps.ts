import type { Clock, Entropy, Timekeeper } from '../../../core/kernel/clock.ts';
import type { ActorId, ItemId, TrackerId } from '../../../core/kernel/ids.ts';
import type { ReaderPool } from '../../../db/readers/pool.ts';
import type { WorkspaceDb } from '../../../db/workspace-db.ts';
import type { FilePort, FileResult } from '../../../node/files/file-port.ts';
import type { Kept } from '../../../node/files/second-name.ts';
import type { InPlaceReason } from '../../../node/files/write-in-place.ts';
import type { CommittedAuthor } from '../../../node/git/committed-author.ts';
import type { Git } from '../../../node/git/git.ts';
import type { Log } from '../../../node/log/log.ts';
import type { DeviceKeys } from '../../../node/secrets/device-keys.ts';
import type { SecretStore } from '../../../node/secrets/secret-store.ts';
import type { EvidencePorts } from '../files/evidence-ports.ts';
import type { FileWatcher } from '../files/file-watcher.ts';
import type { OutsideTimes } from '../files/outside-times.ts';
import type { TouchedFiles } from '../files/touched-files.ts';
import type { MetricRegistry } from '../metrics/metric-registry.ts';
import type { CrashPoint, Shell } from '../options.ts';
import type { TopicBus } from '../topics.ts';
import type { FileStateNote } from './file-state-note.ts';
import type { JobRegistry } from './jobs/job-registry.ts';
import type { KeyedQueue } from './keyed-queue.ts';

/** The dependencies of every service; made once, in engine.ts. */
export interface EngineDeps {
  readonly db: WorkspaceDb;
  readonly timekeeper: Timekeeper;
  /** The time of day of `timekeeper`. */
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly log: Log;
  readonly topics: TopicBus;
  readonly metrics: MetricRegistry;
  readonly files: FilePort;
  readonly secrets: SecretStore;
  readonly jobs: JobRegistry;
  /** Reads over everything, on threads of their own. */
  readonly heavyReads: ReaderPool;
  /** Reads only: signs nothing, runs no hooks. */
  readonly git: Git;
  readonly outsideAuthor: CommittedAuthor;
  /** Null in a workspace that may not be written. */
  readonly evidence: EvidencePorts | null;
  /** Keyed by tracker id: whatever touches a tracker's file or text goes through here. */
  readonly queue: KeyedQueue;
  readonly workspace: string;
  readonly shell: Shell;
  readonly appVersion: string;
  /** Follows a tracker's file from now on, or no longer. */
  readonly follow: (path: string) => void;
  readonly unfollow: (path: string) => void;
  /** How long other programs are given. */
  readonly outsideTimes: OutsideTimes;
  readonly touched: TouchedFiles;
  /** Checks a tracker's file again after so many milliseconds, or sooner. */
  readonly lookAgain: (trackerId: TrackerId, wait: number) => void;
  /** Looks at a file that was to be replaced for what is still written into it, or that has to be written to its end. */
  readonly watchReplaced: (id: string, became: Kept | 'not-replaced' | 'half-written') => void;
  /** Writes a tracker's file to its end where that was cut off; to be done before what it says counts for anything. */
  readonly mendHalfWritten: (trackerId: TrackerId) => Promise<FileResult<null>>;
  /** Files that were written into instead of being replaced when last written, by path. */
  readonly inPlace: Map<string, InPlaceReason>;
  /** States of files that the database has no room for, by tracker: shown in place of those it holds. */
  readonly unsavedStates: Map<string, FileStateNote>;
  /** Resolves when what is found in the texts of now is known, at the latest after so long. */
  readonly findingsSettled: (timeoutMs: number) => Promise<void>;
  /** Has the status of items follow their sign-offs. */
  readonly signoffCells: {
    /** Resolves when that was tried for these. */
    readonly settle: (itemIds: readonly ItemId[]) => Promise<void>;
    /** Why the last try for the item that a request names came to nothing; null where it did not. */
    readonly failureOf: (itemId: ItemId) => string | null;
  };
  /** How files are followed; null in a shell that follows none. */
  readonly watch: () => ReturnType<FileWatcher['state']> | null;
  /** Who acts when a connection names nobody. */
  readonly owner: () => ActorId;
  /** Of the device that writes here; null while its secrets are out of reach. */
  readonly deviceKeys: DeviceKeys | null;
  readonly crashPoint: (name: CrashPoint) => void;
}
