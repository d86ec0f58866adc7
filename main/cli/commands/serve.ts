import type { Command } from 'commander';
import { screensBuilt } from '../../shells/installation.ts';
import type { OpenWebShell, WebShellOptions } from '../../shells/web-shell.ts';
import type { Act } from '../act.ts';
import type { CommandContext } from '../context.ts';
import { type ExitCode, exitCodeOf, exitCodes } from '../exit-codes.ts';
import { readPort } from '../read-port.ts';
import { untilShutdownSignal } from '../shutdown-signal.ts';

/** `quarterdeck serve` */
export function registerServe(program: Command, act: Act, openWebShell: OpenWebShell): void {
  program
    .command('serve')
    .description('serve the workspace to browsers of this machine, without opening one')
    .option('--port <n>', 'only this port', readPort)
    .action((options: { port?: number }, command: Command) =>
      act(command, (context) =>
        serve(
          context,
          openWebShell,
          { port: options.port ?? null, sample: false, borrow: false },
          async () => {},
        ),
      ),
    );
}

/** Serves until asked to stop. `shown` gets the link once everything is up. */
export async function serve(
  context: CommandContext,
  openWebShell: OpenWebShell,
  options: Pick<WebShellOptions, 'port' | 'sample' | 'borrow'>,
  shown: (link: string) => Promise<void>,
): Promise<ExitCode> {
  const { out, folder, env } = context;
  // Listening first: a signal during a slow start must end it cleanly too.
  const shutdown = untilShutdownSignal();
  const shell = await openWebShell({
    ...options,
    folder,
    passphrase: env['QUARTERDECK_PASSPHRASE'] ?? null,
    note: (line) => out.note(line),
  });
  if (!shell.ok) {
    out.failure(shell.error);
    return exitCodeOf(shell.error.code);
  }
  const { link } = shell.value;
  if (shell.value.kind === 'borrowed') {
    out.result({ workspace: folder, address: link }, [
      `Workspace  ${folder} (open already)`,
      `Address    ${link}`,
    ]);
    await shown(link);
    return exitCodes.ok;
  }
  const { taken, port } = shell.value;
  out.result({ workspace: folder, address: link, port }, [
    `Workspace  ${folder}`,
    `Address    ${link}`,
    '           (lets one browser in, once; "quarterdeck open" gives another; Ctrl-C ends)',
  ]);
  if (taken !== null)
    out.note(
      taken.by === 'this-workspace'
        ? `This workspace is served at port ${taken.port} already; it is served at ${port} as well.`
        : `Port ${taken.port}, the usual one of this workspace, is in use by another process; using ${port}.`,
    );
  if (!screensBuilt()) out.note('The screens are not built yet: "npm run build" builds them.');
  await shown(link);
  await shutdown;
  out.note('Closing: finishing what is under way.');
  await shell.value.close();
  return exitCodes.ok;
}
