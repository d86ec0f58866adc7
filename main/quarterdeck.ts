import { printableLines } from '../core/kernel/printable-text.ts';
import { runCommandLine } from './cli/program.ts';
import { appVersion } from './shells/installation.ts';
import { openWebShell } from './web/open-web-shell.ts';

/**
 * The `quarterdeck` command: runs these arguments in this process and sets its exit code. It stands above the shells, so
 * that the command line opens a shell without knowing one.
 */
export async function main(args: readonly string[]): Promise<void> {
  // A reader that went away (`| head`) is no reason to fail.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(process.exitCode ?? 0);
    throw error;
  });
  try {
    process.exitCode = await runCommandLine(args, {
      cwd: process.cwd(),
      env: process.env,
      interactive: process.stdin.isTTY && process.stderr.isTTY,
      appVersion,
      openWebShell,
      streams: {
        out: (text) => void process.stdout.write(text),
        err: (text) => void process.stderr.write(text),
        terminal: process.stdout.isTTY,
      },
    });
  } catch (error) {
    process.stderr.write(
      printableLines(
        `Quarterdeck broke: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
      ),
    );
    // At once: whatever the bug left running must not keep the process, and with it the workspace's lock.
    process.exit(1);
  }
}
