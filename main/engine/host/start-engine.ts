import { join } from 'node:path';
import type { Entropy, Timekeeper } from '../../../core/kernel/clock.ts';
import type { Result } from '../../../core/kernel/result.ts';
import { failureAtStart } from '../../../db/failures.ts';
import type { LogLevel, LogMirror } from '../../../node/log/log.ts';
import { openSecretStore } from '../../../node/secrets/open-secret-store.ts';
import { createEngine, type Engine, type Shell } from '../engine.ts';
import type { HubOptions, Notifications } from '../options.ts';
import { claimDatabase, DATABASE } from './workspace-traces.ts';

export interface StartEngineOptions {
  readonly folder: string;
  readonly shell: Shell;
  readonly appVersion: string;
  readonly timekeeper: Timekeeper;
  readonly entropy: Entropy;
  /** Opens secrets sealed with a passphrase. */
  readonly passphrase: string | null;
  /** Why nothing may be written; null: it may. */
  readonly readOnly?: string | null;
  /** Load the sample programme when the workspace is new. */
  readonly sample: boolean;
  readonly log: { readonly level: LogLevel; readonly mirror?: LogMirror };
  /** Watch tracker files; a short command has no use for it. */
  readonly watch: boolean;
  /** Default: a hub that does not listen. */
  readonly hub?: HubOptions;
  /** Default: alerts are shown by the screens alone. */
  readonly notifications?: Notifications | undefined;
}

/** The engine with its secrets, as every shell hosts it. The caller holds the workspace's lock. */
export async function startEngine(options: StartEngineOptions): Promise<Result<Engine>> {
  const { folder, timekeeper, entropy, shell, appVersion, sample, log, watch, passphrase, hub } = options;
  const claimed = claimDatabase(folder);
  if (!claimed.ok) return claimed;
  const secrets = await openSecretStore({ folder, entropy, passphrase });
  if (!secrets.ok) return secrets;
  const opening = createEngine({
    workspace: folder,
    timekeeper,
    entropy,
    log,
    shell,
    secrets: secrets.value,
    appVersion,
    sample,
    watch,
    readOnly: options.readOnly ?? null,
    notifications: options.notifications,
    ...(hub === undefined ? {} : { hub }),
  });
  return opening.catch((error: unknown) => {
    const failure = failureAtStart(error, join(folder, DATABASE));
    if (failure === null) throw error;
    return failure;
  });
}
