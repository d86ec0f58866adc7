import { expect, it } from 'vitest';
import { z } from 'zod';
import { needsOwnMounts, runWithMounts } from '../../support/own-mounts.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const Line = z.object({ step: z.string(), code: z.string().nullable(), files: z.array(z.string()) });

it('a workspace on a full disk says that the disk is full, and leaves nothing of the try', {
  timeout: 120_000,
}, (context) => {
  needsOwnMounts(context);
  const folder = tempFolder();
  const disk = [{ kind: 'small-disk', path: folder, kilobytes: 3000 }] as const;
  const [made, database, workspace] = runWithMounts(Line, disk, 'full-disk-program.ts', [folder]);
  expect(made?.code).toBeNull();
  expect(database?.code).toBe('db.disk-full');
  expect(workspace?.code).toBe('workspace.disk-full');
  expect(workspace?.files.filter((name) => name.startsWith('host.'))).toEqual([]);
});
