import { type ChildProcessWithoutNullStreams, execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { tempFolder } from '../temp-folder.ts';
import { endProcess, firstLine, type PrivateBus, start } from './private-bus.ts';

const run = promisify(execFile);

const field = <Value extends z.ZodType>(data: Value) => z.object({ data });
const History = z.object({
  data: z.tuple([
    z.array(
      z.object({
        id: field(z.int()),
        summary: field(z.string()),
        body: field(z.string()),
      }),
    ),
  ]),
});

export interface Dunst {
  readonly process: ChildProcessWithoutNullStreams;
  /** Everything it complained of. */
  said(): string;
  ctl(...args: readonly string[]): Promise<string>;
  count(what: 'displayed' | 'waiting' | 'history'): Promise<number>;
  /** What went from the screen, newest first. */
  history(): Promise<readonly { readonly id: number; readonly summary: string; readonly body: string }[]>;
  end(): Promise<void>;
}

/** A screen that nobody sees. */
export async function startScreen(): Promise<string> {
  const number = await firstLine(
    start('Xvfb', ['-displayfd', '1', '-screen', '0', '1024x768x24', '-nolisten', 'tcp'], {}),
  );
  return `:${number}`;
}

/** The real notification daemon; its menu picks the line with `pick` in it. */
export async function startDunst(
  bus: PrivateBus,
  display: string,
  { pick = 'Acknowledge', markup = 'full', seconds = 0 } = {},
): Promise<Dunst> {
  const folder = tempFolder();
  const menu = join(folder, 'menu');
  writeFileSync(menu, `#!/bin/sh\nexec grep -m1 ${pick}\n`, { mode: 0o755 });
  const config = join(folder, 'dunstrc');
  writeFileSync(
    config,
    `[global]
dmenu = ${menu}
markup = ${markup}
format = "<b>%s</b>\\n%b"
history_length = 1000
stack_duplicates = false
notification_limit = 0
${['low', 'normal', 'critical'].map((name) => `[urgency_${name}]\ntimeout = ${seconds}`).join('\n')}
`,
  );
  const env = { DBUS_SESSION_BUS_ADDRESS: bus.address, DISPLAY: display };
  const daemon = start('dunst', ['-conf', config], env);
  let said = '';
  for (const stream of [daemon.stdout, daemon.stderr]) stream.on('data', (text) => (said += String(text)));
  await bus.owned(true);
  const ctl = async (...args: readonly string[]): Promise<string> => {
    const { stdout } = await run('dunstctl', [...args], { env: { ...process.env, ...env } });
    return stdout.trim();
  };
  return {
    process: daemon,
    said: () => said,
    ctl,
    count: async (what) => Number(await ctl('count', what)),
    async history() {
      const [entries] = History.parse(JSON.parse(await ctl('history'))).data;
      return entries.map(({ id, summary, body }) => ({
        id: id.data,
        summary: summary.data,
        body: body.data,
      }));
    },
    async end() {
      await endProcess(daemon);
      await bus.owned(false);
    },
  };
}
