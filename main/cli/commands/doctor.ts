import { accessSync, constants, existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { ok } from '../../../core/kernel/result.ts';
import { userDataFolder } from '../../shells/default-workspace.ts';
import { appVersion, installFolder, screensBuilt } from '../../shells/installation.ts';
import type { Act } from '../act.ts';
import { findChromium } from '../browser.ts';
import { type CommandContext, withEngine } from '../context.ts';
import { failedBefore, findRuntime, runtimePaths } from '../desktop-runtime.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { hasDisplay } from '../host-environment.ts';
import { tableLines } from '../output.ts';

interface Check {
  readonly check: string;
  readonly state: 'ok' | 'warning' | 'failed';
  readonly detail: string;
}

/** `quarterdeck doctor` */
export function registerDoctor(program: Command, act: Act): void {
  program
    .command('doctor')
    .description('check this installation and the workspace, and say what to do')
    .action((_options: object, command: Command) => act(command, doctor));
}

async function doctor(context: CommandContext): Promise<ExitCode> {
  const checks = machineChecks(context.folder);
  let versions: readonly { readonly name: string; readonly value: string }[] = [];
  if (existsSync(context.folder)) {
    const opened = await withEngine(context, { create: false }, async (client) => {
      const answer = await client.call('workspace.diagnostics', {});
      if (!answer.ok) return answer;
      checks.push(...answer.value.health);
      versions = answer.value.versions;
      return ok(exitCodes.ok);
    });
    if (opened !== exitCodes.ok) return opened;
  }
  const rows = checks.map(({ check, state, detail }) => [state, check, detail]);
  const lines = tableLines([{ title: 'State' }, { title: 'Check' }, { title: 'Detail' }], rows);
  for (const { name, value } of versions) lines.push(`${name}: ${value}`);
  context.out.result({ checks, versions }, lines);
  return checks.some(({ state }) => state === 'failed') ? exitCodes.refused : exitCodes.ok;
}

function machineChecks(folder: string): Check[] {
  const places = runtimePaths(installFolder, userDataFolder());
  const runtime = findRuntime(places);
  const browser = findChromium();
  const failed = failedBefore(places);
  const noRuntime =
    failed === null ? 'not fetched yet; "quarterdeck open" does it' : `could not be fetched: ${failed}`;
  return [
    { check: 'version', state: 'ok', detail: `Quarterdeck ${appVersion} on Node ${process.version}` },
    workspaceCheck(folder),
    screensBuilt()
      ? { check: 'screens', state: 'ok', detail: join(installFolder, 'dist', 'renderer') }
      : { check: 'screens', state: 'warning', detail: 'not built; "npm run build" builds them' },
    hasDisplay()
      ? { check: 'display', state: 'ok', detail: 'found' }
      : { check: 'display', state: 'ok', detail: 'none; the web shell prints its address' },
    { check: 'browser', state: 'ok', detail: browser ?? 'no Chromium or Chrome found; any browser will do' },
    { check: 'desktop runtime', state: 'ok', detail: runtime ?? noRuntime },
  ];
}

function workspaceCheck(folder: string): Check {
  const check = 'workspace folder';
  if (!existsSync(folder)) return { check, state: 'ok', detail: `${folder} (made when first opened)` };
  try {
    accessSync(folder, constants.R_OK | constants.W_OK);
    return { check, state: 'ok', detail: folder };
  } catch {
    return { check, state: 'failed', detail: `${folder} cannot be written by this user` };
  }
}
