import type { Entropy, Timekeeper } from '../../../core/kernel/clock.ts';
import type { ActorId } from '../../../core/kernel/ids.ts';
import { fail, ok, type Result } from '../../../core/kernel/result.ts';
import type { LogLevel, LogMirror } from '../../../node/log/log.ts';
import { openActorKey } from '../../../node/secrets/actor-keys.ts';
import { openSecretStore } from '../../../node/secrets/open-secret-store.ts';
import type { SecretStore } from '../../../node/secrets/secret-store.ts';
import { createEngine, type Engine, type Shell } from '../engine.ts';
import type { HubOptions } from '../options.ts';
import type { HostedEngine } from './open-workspace.ts';

export interface StartEngineOptions {
  readonly folder: string;
  readonly shell: Shell;
  readonly appVersion: string;
  readonly timekeeper: Timekeeper;
  readonly entropy: Entropy;
  /** Opens secrets sealed with a passphrase. */
  readonly passphrase: string | null;
  /** Load the sample programme when the workspace is new. */
  readonly sample: boolean;
  readonly log: { readonly level: LogLevel; readonly mirror?: LogMirror };
  /** Watch tracker files; a short command has no use for it. */
  readonly watch: boolean;
  /** Default: a hub that does not listen. */
  readonly hub?: HubOptions;
}

/** The engine with its secrets, as every shell hosts it. The caller holds the workspace's lock. */
export async function startEngine(options: StartEngineOptions): Promise<Result<HostedEngine>> {
  const { folder, timekeeper, entropy, shell, appVersion, sample, log, watch, passphrase, hub } = options;
  const secrets = await openSecretStore({ folder, entropy, passphrase });
  if (!secrets.ok) return secrets;
  const created = await createEngine({
    workspace: folder,
    timekeeper,
    entropy,
    log,
    shell,
    secrets: secrets.value,
    appVersion,
    sample,
    watch,
    ...(hub === undefined ? {} : { hub }),
  });
  if (!created.ok) return created;
  const engine = created.value;
  return ok({
    handlers: engine.handlers,
    topics: engine.topics,
    log: engine.log,
    actAs: (name, unlock) => unlockActor(engine, secrets.value, name, unlock),
    close: () => engine.close(),
  });
}

/** An actor acts when its private key is on this machine and opens; the name alone is nobody. */
async function unlockActor(
  engine: Engine,
  secrets: SecretStore,
  name: string,
  passphrase: string | null,
): Promise<Result<ActorId>> {
  const { rows } = await engine.handlers.views['actors.list'].read({});
  const wanted = name.toLowerCase();
  const fits = rows.filter((row) => row.id === name || row.name.toLowerCase() === wanted);
  const actor = fits.find((row) => row.revokedAt === null);
  if (actor === undefined) {
    const known = rows.filter((row) => row.revokedAt === null).map((row) => row.name);
    const text =
      fits.length > 0
        ? `The actor ${name} was revoked and cannot act any more.`
        : `There is no actor ${name} here; there are: ${known.join(', ')}.`;
    return fail(fits.length > 0 ? 'actor.revoked' : 'actor.not-found', text, { name });
  }
  const key = await openActorKey(secrets, actor.id, passphrase);
  return key.ok ? ok(actor.id) : key;
}
