import { randomBytes } from 'node:crypto';
import type { WireClient } from '../../core/contract/transport/client.ts';
import { fail } from '../../core/kernel/result.ts';
import { openWorkspace } from '../../main/engine/host/open-workspace.ts';

/** A client of the process that hosts this workspace, as a command has it. */
export async function attach(
  folder: string,
  appVersion: string,
): Promise<{ readonly client: WireClient; close(): Promise<void> }> {
  const opened = await openWorkspace({
    folder,
    shell: 'test',
    appVersion,
    clock: { now: () => Date.now() },
    entropy: { bytes: (count) => new Uint8Array(randomBytes(count)) },
    startEngine: async () => fail('bench.no-host', 'The web shell that is measured is gone.'),
  });
  if (!opened.ok) throw new Error(opened.error.message);
  const client = opened.value.client();
  return {
    client,
    async close() {
      client.close();
      await opened.value.close();
    },
  };
}
