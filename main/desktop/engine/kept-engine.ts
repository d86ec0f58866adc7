import { join } from 'node:path';
import { utilityProcess } from 'electron';
import { WAITING_THREADS } from '../../../node/files/bounded-files.ts';
import { machineClock } from '../../../node/machine.ts';
import { commandsAsAsked } from './commands-as-asked.ts';
import { engineListener } from './engine-listener.ts';
import { type EngineSupervisor, superviseEngine } from './engine-supervisor.ts';

export interface KeptEngineOptions {
  /** The built programs of the shell. */
  readonly programs: string;
  readonly workspace: string;
  readonly appVersion: string;
  readonly note: (line: string) => void;
  readonly recover: (reason: { readonly what: string; readonly detail: string }) => Promise<boolean>;
}

/** The engine as a utility process that is started again when it dies, with the commands it asks for beside it. */
export function keepEngine({
  programs,
  workspace,
  appVersion,
  note,
  recover,
}: KeptEngineOptions): EngineSupervisor {
  const listener = engineListener(
    commandsAsAsked({
      fork: (args, env) =>
        utilityProcess.fork(join(programs, '../cli/command-process.js'), [...args], {
          serviceName: 'Quarterdeck sidecar',
          stdio: ['ignore', 'ignore', 'pipe'],
          env: { ...process.env, ...env },
        }),
      toEngine: (message) => supervisor.tell(message),
      kill(pid) {
        try {
          process.kill(pid, 'SIGKILL');
        } catch {
          // It has ended meanwhile.
        }
      },
    }),
    note,
  );
  const supervisor = superviseEngine({
    fork: () =>
      utilityProcess.fork(join(programs, 'engine-process.js'), [workspace, appVersion], {
        serviceName: 'Quarterdeck engine',
        stdio: 'inherit',
        env: { ...process.env, UV_THREADPOOL_SIZE: String(WAITING_THREADS) },
      }),
    now: () => machineClock.now(),
    after: (milliseconds, task) => void setTimeout(task, milliseconds),
    note,
    heard: listener.heard,
    gone: listener.gone,
    askToRestart: () =>
      recover({ what: 'The engine stopped several times in a minute.', detail: listener.lastFailure() }),
  });
  return supervisor;
}
