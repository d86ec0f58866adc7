import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createClient, type MessageBus } from 'dbus-native';
import { onTestFinished } from 'vitest';
import { tempFolder } from '../temp-folder.ts';

export const NOTIFICATIONS = 'org.freedesktop.Notifications';

export interface PrivateBus {
  readonly address: string;
  /** Another program on the bus. */
  readonly client: MessageBus;
  /** Resolves when somebody owns the name of the notification service, or (`false`) when nobody does. */
  owned(yes: boolean): Promise<void>;
  end(): Promise<void>;
}

/** A session bus of the test's own that starts no service: the machine's own configuration would bring a dead daemon back. */
export async function startPrivateBus(): Promise<PrivateBus> {
  const folder = tempFolder();
  const config = join(folder, 'bus.conf');
  writeFileSync(
    config,
    `<busconfig><type>session</type><listen>unix:dir=${folder}</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy>
</busconfig>`,
  );
  const daemon = start('dbus-daemon', [`--config-file=${config}`, '--print-address=1', '--nofork'], {});
  const address = await firstLine(daemon);
  const client = createClient({ busAddress: address });
  // It ends with its bus.
  client.connection.on('error', () => {});
  await client.addMatch(`type='signal',member='NameOwnerChanged',arg0='${NOTIFICATIONS}'`);
  onTestFinished(() => void client.connection.stream.destroy());
  return {
    address,
    client,
    async owned(yes) {
      for (;;) {
        const change = once(client.connection, 'message');
        if ((await client.nameHasOwner(NOTIFICATIONS)) === yes) return;
        await change;
      }
    },
    end: () => endProcess(daemon),
  };
}

/** Runs until the test is over, at most. */
export function start(
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): ChildProcessWithoutNullStreams {
  const child = spawn(command, args, { env: { ...process.env, ...env } });
  onTestFinished(() => endProcess(child));
  return child;
}

export async function firstLine({ stdout }: ChildProcessWithoutNullStreams): Promise<string> {
  for await (const line of createInterface({ input: stdout })) return line;
  throw new Error('The program ended without a word.');
}

export async function endProcess(child: ChildProcessWithoutNullStreams): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}
