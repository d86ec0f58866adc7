import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Engine } from '../../main/engine/engine.ts';
import { createEngine } from '../../main/engine/engine.ts';
import type { OutsideTimes } from '../../main/engine/files/outside-times.ts';
import type { CrashPoint, HubOptions } from '../../main/engine/options.ts';
import type { FilePort } from '../../node/files/file-port.ts';
import { openSecretStore } from '../../node/secrets/open-secret-store.ts';

export interface TestEngineOptions {
  readonly randomBytes: (count: number) => Uint8Array;
  readonly now: () => number;
  /** Default: that of this process. */
  readonly steady?: () => number;
  /** Default: the real file system. */
  readonly files?: FilePort;
  readonly crashPoint?: (name: CrashPoint) => void;
  /** Where this user's keys rest; default: beside the workspace. */
  readonly userFolder?: string;
  readonly hub?: HubOptions;
  /** Default: nobody else writes. */
  readonly watch?: boolean;
  readonly outsideTimes?: OutsideTimes;
}

/** A real engine on real files, without a keyring. */
export async function openTestEngine(workspace: string, options: TestEngineOptions): Promise<Engine> {
  const entropy = { bytes: options.randomBytes };
  mkdirSync(workspace, { recursive: true });
  const secrets = await openSecretStore({
    folder: workspace,
    entropy,
    passphrase: null,
    userFolder: options.userFolder ?? join(workspace, '..', 'user'),
    keyring: null,
  });
  if (!secrets.ok) throw new Error(secrets.error.message);
  const engine = await createEngine({
    workspace,
    timekeeper: {
      moment: () => ({ wall: options.now(), steady: options.steady?.() ?? performance.now() }),
    },
    entropy,
    log: { level: 'error' },
    shell: 'test',
    secrets: secrets.value,
    appVersion: '0.0.0-test',
    sample: false,
    watch: options.watch ?? false,
    ...(options.outsideTimes === undefined ? {} : { outsideTimes: options.outsideTimes }),
    ...(options.files === undefined ? {} : { files: options.files }),
    ...(options.crashPoint === undefined ? {} : { crashPoint: options.crashPoint }),
    ...(options.hub === undefined ? {} : { hub: options.hub }),
  });
  if (!engine.ok) throw new Error(engine.error.message);
  return engine.value;
}
