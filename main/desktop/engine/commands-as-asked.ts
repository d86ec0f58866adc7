import type { UtilityProcess } from 'electron';
import type { FromEngine, ToEngine } from './engine-messages.ts';

export interface CommandPorts {
  /** Runs our own command line as a utility process, its standard error piped. */
  fork(args: readonly string[], env: Readonly<Record<string, string>>): UtilityProcess;
  toEngine(message: ToEngine): void;
  kill(pid: number): void;
}

export interface CommandsAsAsked {
  take(message: Exclude<FromEngine, { kind: 'failed' }>): void;
  /** Nobody is left who would end them. */
  endAll(): void;
}

const saidCharacters = 1_000;

/** Starts and ends commands for the engine (the sidecars of the sample fleet), which can't do so itself. */
export function commandsAsAsked(ports: CommandPorts): CommandsAsAsked {
  const running = new Map<number, UtilityProcess>();
  return {
    take(message) {
      if (message.kind === 'end-command') {
        const child = running.get(message.id);
        if (child?.pid === undefined) return;
        if (message.force) ports.kill(child.pid);
        else child.kill();
        return;
      }
      const { id } = message;
      const child = ports.fork(message.args, message.env);
      running.set(id, child);
      let said = '';
      child.stderr?.on('data', (part) => (said = `${said}${String(part)}`.slice(-saidCharacters)));
      child.once('exit', (code) => {
        // Numbers begin again with each engine: another one's command may have this one by now.
        if (running.get(id) !== child) return;
        running.delete(id);
        ports.toEngine({ kind: 'command-ended', id, why: `exit code ${code} ${said.trim()}`.trim() });
      });
    },
    endAll() {
      for (const child of running.values()) child.kill();
      running.clear();
    },
  };
}
