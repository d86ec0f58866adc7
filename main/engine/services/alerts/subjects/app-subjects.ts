import { statfs } from 'node:fs/promises';
import type { Subject } from '../../../../../core/domain/alerts/rules/compile-rule.ts';
import { databaseBytes } from '../../../metrics/app-metrics.ts';
import type { EngineDeps } from '../../engine-deps.ts';

const MB = 1_000_000;

/** How much room the workspace's disk has left in bytes; null where it can't be asked. */
export async function freeBytes(folder: string): Promise<number | null> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  } catch {
    return null;
  }
}

export function appSubjects({ db }: Pick<EngineDeps, 'db'>, free: number | null): readonly Subject[] {
  return [
    {
      labels: {},
      names: {
        diskFree: free === null ? null : Math.floor(free / MB),
        databaseSize: Math.round(databaseBytes(db.file) / MB),
        writable: db.mode.kind === 'read-write',
      },
      inReach: free !== null,
      route: '/diagnostics',
    },
  ];
}
