import { dirname } from 'node:path';
import type { OutputOf } from '../../../../core/contract/index.ts';
import { readTrackers } from '../../../../db/records/tracker.ts';
import { isUnlinkable } from '../../../../node/files/file-failure.ts';
import { secondNames } from '../../../../node/files/second-name.ts';
import type { EngineDeps } from '../engine-deps.ts';

type Health = OutputOf<'workspace.diagnostics'>['health'][number];

/** More folders than this are not tried for a page. */
const MAX_FOLDERS = 50;

/** Whether a file that an edit replaces can keep a second name, for programs that still write into it. */
export async function outsideWritersCheck(deps: EngineDeps): Promise<Health> {
  const check = 'Other programs';
  const oneOfEach = new Map(
    readTrackers(deps.db.read).flatMap(({ id, path }) =>
      path === null ? [] : [[dirname(path), { id, path }]],
    ),
  );
  const without: string[] = [];
  for (const [folder, { id, path }] of [...oneOfEach].slice(0, MAX_FOLDERS))
    if (!(await keepsSecondName(deps, id, path))) without.push(folder);
  const tried = Math.min(oneOfEach.size, MAX_FOLDERS);
  const bound = tried < oneOfEach.size ? ` (${tried} of ${oneOfEach.size} folders tried)` : '';
  return without.length === 0
    ? {
        check,
        state: 'ok',
        detail: `what they write into a file while it is edited here is found again${bound}`,
      }
    : {
        check,
        state: 'warning',
        detail: `no hard links in ${without.join(', ')}${bound}: what another program writes there into a file that was just edited is found only while Quarterdeck runs`,
      };
}

async function keepsSecondName({ files, workspace }: EngineDeps, id: string, path: string): Promise<boolean> {
  for (const name of secondNames(workspace, path, `try-${id}`)) {
    try {
      await files.link(path, name);
      await files.remove(name);
      return true;
    } catch (error) {
      // A file that is gone or locked away says nothing of its disk.
      if (!isUnlinkable(error)) return true;
    }
  }
  return false;
}
