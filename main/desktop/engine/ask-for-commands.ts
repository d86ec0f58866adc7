import type { RunningCommand, StartCommand } from '../../engine/options.ts';
import type { FromEngine, ToEngine } from './engine-messages.ts';

/** The engine's side of `commands-as-asked.ts`. */
export function askForCommands(toShell: (message: FromEngine) => void): {
  readonly start: StartCommand;
  take(message: ToEngine): void;
} {
  const running = new Map<number, (why: string) => void>();
  let last = 0;
  return {
    start(args, env): RunningCommand {
      last += 1;
      const id = last;
      const ended = new Promise<string>((resolve) => running.set(id, resolve));
      toShell({ kind: 'start-command', id, args: [...args], env: { ...env } });
      return { ended, end: (force) => toShell({ kind: 'end-command', id, force }) };
    },
    take(message) {
      if (typeof message === 'string') return;
      running.get(message.id)?.(message.why);
      running.delete(message.id);
    },
  };
}
