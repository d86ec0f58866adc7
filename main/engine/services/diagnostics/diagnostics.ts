import { statfs } from 'node:fs/promises';
import { arch, platform, release } from 'node:os';
import type { Answer, InputOf, OutputOf } from '../../../../core/contract/index.ts';
import { ok } from '../../../../core/kernel/result.ts';
import { utcMinute } from '../../../../core/kernel/time.ts';
import { newestCopy } from '../../../../db/failures.ts';
import {
  type DatabaseHealth,
  databaseHealth,
  workspaceCounts,
} from '../../../../db/readers/workspace-view.ts';
import type { EngineDeps } from '../engine-deps.ts';
import { deliveryCheck } from './delivery-check.ts';
import { inPlaceChecks } from './in-place-checks.ts';
import { outsideWritersCheck } from './outside-writers-check.ts';
import { deviceCheck, receivedCheck, signatureCheck } from './signature-checks.ts';
import { storedDataChecks } from './stored-data-checks.ts';

type Health = OutputOf<'workspace.diagnostics'>['health'][number];

const LOW_DISK_BYTES = 1024 ** 3;
const FULL_DISK_BYTES = 64 * 1024 ** 2;

export async function diagnostics(
  deps: EngineDeps,
  { quick = false }: InputOf<'workspace.diagnostics'>,
): Promise<Answer<'workspace.diagnostics'>> {
  const stored = databaseHealth(deps.db);
  return ok({
    versions: [
      { name: 'Quarterdeck', value: deps.appVersion },
      { name: 'Shell', value: deps.shell },
      { name: 'Node.js', value: process.versions.node },
      { name: 'System', value: `${platform()} ${release()} ${arch()}` },
      { name: 'Workspace', value: deps.workspace },
    ],
    health: [
      ...(quick ? [] : await storedDataChecks(deps, stored)),
      unsettledCheck(deps),
      ...deliveryCheck(deps.db.read),
      await diskCheck(deps.workspace),
      watchCheck(deps.watch()),
      ...(quick ? [] : [await outsideWritersCheck(deps), ...(await inPlaceChecks(deps))]),
      clockCheck(stored.datedAhead),
      {
        check: 'Secrets',
        state: deps.secrets.backend.weak ? 'warning' : 'ok',
        detail: `Kept in ${deps.secrets.backend.detail}.`,
      },
      deviceCheck(deps),
      ...(quick ? [] : [await signatureCheck(deps)]),
      ...receivedCheck(deps),
      backupCheck(deps.db.file),
    ],
    log: deps.log.recent().map((line) => ({ at: line.at, level: line.level, message: lineText(line) })),
  });
}

export function unsettledCheck(deps: EngineDeps): Health {
  const { unsettled } = workspaceCounts(deps.db.read);
  const [first] = deps.unsavedStates.values();
  if (first !== undefined) {
    const count = deps.unsavedStates.size;
    const files = `${count} ${count === 1 ? 'file' : 'files'} could not be brought in step`;
    return { check: 'Edits', state: 'failed', detail: `${files}: ${first.note ?? first.state}` };
  }
  return unsettled === 0
    ? { check: 'Edits', state: 'ok', detail: 'every edit is in its file' }
    : {
        check: 'Edits',
        state: 'warning',
        detail: `${unsettled} wait for their file; see the trackers marked as writing`,
      };
}

async function diskCheck(folder: string): Promise<Health> {
  const check = 'Disk';
  try {
    const facts = await statfs(folder);
    const free = facts.bavail * facts.bsize;
    const detail = `${(free / 1024 ** 3).toFixed(1)} GB free`;
    if (free < FULL_DISK_BYTES) return { check, state: 'failed', detail: `${detail}; edits will be refused` };
    return { check, state: free < LOW_DISK_BYTES ? 'warning' : 'ok', detail };
  } catch (error) {
    return {
      check,
      state: 'warning',
      detail: `could not be asked: ${error instanceof Error ? error.message : String(error)}`,
    };
  }
}

function watchCheck(watch: ReturnType<EngineDeps['watch']>): Health {
  const check = 'File watch';
  if (watch === null)
    return { check, state: 'ok', detail: 'off in this shell; files are read when they are edited' };
  const { mode, tracked, missing } = watch;
  const detail = `${tracked} ${tracked === 1 ? 'file' : 'files'} ${mode === 'watching' ? 'watched' : 'polled every few seconds'}, ${missing} missing`;
  return { check, state: mode === 'watching' && missing === 0 ? 'ok' : 'warning', detail };
}

/** Which of the two times is wrong can't be seen from here: the clock's now, or the clock's then. */
function clockCheck(ahead: DatabaseHealth['datedAhead']): Health {
  const check = 'Clock';
  if (ahead === null) return { check, state: 'ok', detail: 'in step with the changes made here' };
  const { count, until } = ahead;
  const what = count === 1 ? '1 decision made here is' : `${count} decisions made here are`;
  const when = `${utcMinute(until)} UTC`;
  return {
    check,
    state: 'warning',
    detail: `${what} dated up to ${when}, ahead of this machine's clock; other devices take them in, and what changes the same things again, only then. If the clock is wrong now, set it. If it was wrong then, there is nothing to do: all else is dated by the clock as it stands`,
  };
}

function backupCheck(database: string): Health {
  const newest = newestCopy(database);
  const detail =
    newest === null
      ? 'none beside the database yet; one is made there before the database changes its form. Copies made in Settings are not listed'
      : `newest ${utcMinute(newest.at)} UTC: ${newest.path}`;
  return { check: 'Copies', state: 'ok', detail };
}

function lineText(line: ReturnType<EngineDeps['log']['recent']>[number]): string {
  const facts = Object.entries(line.facts).map(([name, value]) => `${name}=${String(value)}`);
  return [line.message, ...facts].join(' ');
}
