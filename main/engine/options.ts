import type { Entropy, Timekeeper } from '../../core/kernel/clock.ts';
import type { Result } from '../../core/kernel/result.ts';
import type { FileBounds } from '../../node/files/bounded-files.ts';
import type { FilePort } from '../../node/files/file-port.ts';
import type { LogLevel, LogMirror } from '../../node/log/log.ts';
import type { SecretStore } from '../../node/secrets/secret-store.ts';
import type { AlertTimes } from './alert-times.ts';
import type { EvidencePorts } from './files/evidence-ports.ts';
import type { EvidenceTimes } from './files/evidence-times.ts';
import type { OutsideTimes } from './files/outside-times.ts';

export type Shell = 'desktop' | 'web' | 'command' | 'test';

/** Named points of a write at which the torture tests kill the process. */
export type CrashPoint =
  | 'after-intent'
  | 'after-temp'
  | 'after-fsync'
  /** The file that is replaced has its second name, and still its first. */
  | 'after-link'
  | 'after-rename'
  /** The file was written into, and nothing of that need be on the disk yet. */
  | 'after-in-place'
  /** The old file is about to be looked at. */
  | 'before-look'
  | 'before-confirm'
  /** An edit of a changed file is a revision, the file's text is none yet. */
  | 'after-edit-kept'
  /** The file's text is a revision, not merged with our edits yet. */
  | 'after-outside-kept'
  /** The merge is a revision, not in the file yet. */
  | 'after-merge'
  | 'during-import'
  /** A signature is in the log, and the item's status does not say so yet. */
  | 'after-signature';

/** A command that runs until it ends by itself, is told to, or this process ends. */
export interface RunningCommand {
  /** Why it ended, in words. */
  readonly ended: Promise<string>;
  end(force: boolean): void;
}

export type StartCommand = (args: readonly string[], env: Readonly<Record<string, string>>) => RunningCommand;

/** What the fleet's hub needs from the shell that hosts it. */
export interface HubOptions {
  /** Whether agents and tools may reach this one; a short command lets nobody in and starts nothing in the background. */
  readonly listen: boolean;
  /** Runs this Quarterdeck's command line: the sample fleet's sidecars. Without it there is no sample fleet. */
  readonly startCommand?: StartCommand;
  /** The package other hosts install from this hub; made when first asked for. Without one, nothing is offered. */
  readonly tarball?: () => Promise<Result<{ readonly file: string; readonly name: string }>>;
}

export interface EngineOptions {
  /** Folder of the workspace; made when absent. */
  readonly workspace: string;
  /** Both clocks: dates are of the time of day, timeouts and durations of the steady one. */
  readonly timekeeper: Timekeeper;
  readonly entropy: Entropy;
  readonly log: {
    readonly level: LogLevel;
    /** Also told every line (the command line prints warnings); the workspace's own log file is always written. */
    readonly mirror?: LogMirror;
  };
  readonly shell: Shell;
  readonly secrets: SecretStore;
  readonly appVersion: string;
  /** Why nothing may be written, whatever the file allows. */
  readonly readOnly?: string | null;
  /** Load the sample programme when the workspace is new. */
  readonly sample: boolean;
  /** Default: nothing happens. */
  readonly crashPoint?: (name: CrashPoint) => void;
  /** Default: the real file system. */
  readonly files?: FilePort;
  /** How long disks are waited for; default `FILE_BOUNDS`. */
  readonly fileBounds?: FileBounds;
  /** Watch files on disk (default true); a short command has no use for it. */
  readonly watch?: boolean;
  /** How evidence is looked at; default: by the verifiers of this machine. */
  readonly evidence?: EvidencePorts;
  /** When evidence is looked at again by itself; default `EVIDENCE_TIMES`. */
  readonly evidenceTimes?: EvidenceTimes;
  /** For tests: how soon alert rules are judged. */
  readonly alertTimes?: AlertTimes;
  /** How long other programs are given; default `OUTSIDE_TIMES`. */
  readonly outsideTimes?: OutsideTimes;
  /** Default: a hub that does not listen. */
  readonly hub?: HubOptions;
}
