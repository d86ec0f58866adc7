import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { hub } from '../../../core/contract/fleet/hub.ts';
import { AgentRow } from '../../../core/domain/fleet/rows/agent-rows.ts';
import { TaskDetail, TaskRow } from '../../../core/domain/fleet/rows/task-rows.ts';
import { type CommandRun, commandEnv, quarterdeck } from '../command.ts';
import { type ChildProgram, startProgram } from '../programs/child-program.ts';
import { isRunning } from '../programs/is-running.ts';
import { tempFolder } from '../temp-folder.ts';

const { row: HubRow } = hub['hub.status'];

/** A person's home with one workspace, and the command line in it. */
export interface FleetHome {
  readonly home: string;
  readonly workspace: string;
  run(...args: readonly string[]): Promise<CommandRun>;
  /** Runs with `--json` and gives the document; fails unless the command ended with 0. */
  json(...args: readonly string[]): Promise<unknown>;
  start(...args: readonly string[]): ChildProgram;
  /** `quarterdeck serve`, listening. */
  serve(): Promise<ChildProgram>;
  agents(): Promise<AgentRow[]>;
  tasks(): Promise<TaskRow[]>;
  task(id: string): Promise<TaskDetail>;
  hub(): Promise<z.output<typeof HubRow>>;
}

export function fleetHome(): FleetHome {
  const home = tempFolder();
  const workspace = join(home, 'ws');
  const whole = (args: readonly string[]): string[] => ['--workspace', workspace, ...args];
  const run: FleetHome['run'] = (...args) => quarterdeck(whole(args), { home });
  const start: FleetHome['start'] = (...args) =>
    startProgram('quarterdeck.mjs', whole(args), commandEnv(home));
  const json: FleetHome['json'] = async (...args) => {
    const { code, out, err } = await run(...args, '--json');
    if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}: ${out}${err}`);
    return JSON.parse(out);
  };
  return {
    home,
    workspace,
    run,
    json,
    start,
    async serve() {
      const server = start('serve');
      await server.line((line) => line.startsWith('Address'));
      return server;
    },
    agents: async () => z.array(AgentRow).parse(await json('agent', 'list')),
    tasks: async () => z.array(TaskRow).parse(await json('task', 'list')),
    task: async (id) => TaskDetail.parse(await json('task', 'show', id)),
    hub: async () => HubRow.parse(await json('hub', 'status')),
  };
}

/** The process of the sidecar that runs in this folder; null when none does. */
export function sidecarIn(folder: string): number | null {
  try {
    const { pid } = z
      .object({ pid: z.number() })
      .parse(JSON.parse(readFileSync(join(folder, 'sidecar.lock'), 'utf8')));
    return isRunning(pid) ? pid : null;
  } catch {
    return null;
  }
}

/** Processes whose command line or environment names this folder. */
export function processesOf(folder: string): number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => Number.isInteger(pid) && pid !== process.pid && mentions(pid, folder) && isRunning(pid));
}

function mentions(pid: number, folder: string): boolean {
  try {
    return ['cmdline', 'environ'].some((file) =>
      readFileSync(`/proc/${pid}/${file}`, 'utf8').includes(folder),
    );
  } catch {
    return false;
  }
}
