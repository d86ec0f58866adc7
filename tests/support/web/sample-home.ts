import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installedApp } from './installed-app.ts';
import { startWebShell } from './web-shell.ts';
import { enterBy, liveClient } from './web-visitor.ts';

/** A home whose workspace has the whole sample, and where the welcome was dismissed. */
export interface SampleHome {
  /** Puts it back as it was made; its folder. Always the same one: a workspace knows the place it is in. */
  restore(): Promise<string>;
  remove(): Promise<void>;
}

/** Loads the sample once; restoring it takes a fraction of the time. */
export async function makeSampleHome(): Promise<SampleHome> {
  const folder = await mkdtemp(join(tmpdir(), 'quarterdeck-e2e-sample-'));
  const [home, kept] = [join(folder, 'home'), join(folder, 'kept')];
  const shell = await startWebShell({ home, sample: true, app: installedApp });
  const client = liveClient(await enterBy(shell.address));
  const done = [
    // It waits for what the first start loads by itself.
    await client.call('workspace.loadSample', {}),
    await client.call('layout.set', { key: 'welcome.dismissed', value: true }),
  ];
  for (const result of done) if (!result.ok) throw new Error(result.error.message);
  client.close();
  await shell.stop();
  await cp(home, kept, { recursive: true, preserveTimestamps: true });
  return {
    async restore() {
      await rm(home, { recursive: true, force: true });
      await cp(kept, home, { recursive: true, preserveTimestamps: true });
      return home;
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
