import type { CommandsAsAsked } from './commands-as-asked.ts';
import { FromEngine } from './engine-messages.ts';

export interface EngineListener {
  readonly heard: (message: unknown) => void;
  readonly gone: () => void;
  /** Why the engine could not start, in its own words; else what a person should know anyway. */
  lastFailure(): string;
}

/** Takes what the engine's process says to the shell. */
export function engineListener(commands: CommandsAsAsked, note: (line: string) => void): EngineListener {
  let failure = 'Screens show the last known state.';
  return {
    heard(message) {
      const said = FromEngine.safeParse(message);
      if (!said.success) note('the engine said something that is not understood');
      else if (said.data.kind === 'failed') failure = said.data.message;
      else commands.take(said.data);
    },
    gone: () => commands.endAll(),
    lastFailure: () => failure,
  };
}
