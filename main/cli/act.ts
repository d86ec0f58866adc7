import type { Command } from 'commander';
import type { CommandContext } from './context.ts';
import type { ExitCode } from './exit-codes.ts';

/** Hands a command its context; what the command returns becomes the exit code. */
export type Act = (command: Command, work: (context: CommandContext) => Promise<ExitCode>) => Promise<void>;
