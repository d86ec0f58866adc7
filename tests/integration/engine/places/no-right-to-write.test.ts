import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { needsOwnMounts, type OwnMount, runWithMounts } from '../../../support/own-mounts.ts';
import { statusPage } from '../status-page.ts';
import { temporaryFolder } from '../support-folder.ts';
import { write } from '../test-engine.ts';

const Line = z.object({
  step: z.string(),
  refused: z.string().optional(),
  code: z.string().nullish(),
  fileState: z.string().optional(),
  status: z.string().nullish(),
  text: z.string().optional(),
  files: z.array(z.string()).optional(),
});

const edited = statusPage.replace('| in-progress |', '| done |');

function pageInFolder(): string {
  const folder = temporaryFolder();
  for (const name of ['lamp.md', 'docs/lamp.md']) write(join(folder, name), statusPage);
  return folder;
}

const steps = (folder: string, mounts: readonly OwnMount[], ...args: readonly string[]) =>
  runWithMounts(Line, mounts, 'steps-program.ts', [folder, ...args]);

// Each step is a whole process that opens an engine.
describe('no right to write, also as the super-user', { timeout: 180_000 }, () => {
  it('a tracker on a read-only disk is reported as read-only and left as it is', (context) => {
    needsOwnMounts(context);
    const folder = pageInFolder();
    const readOnly = [{ kind: 'read-only', path: join(folder, 'docs') }] as const;
    expect(steps(folder, readOnly, 'import', 'edit:done')).toMatchObject([
      { code: null },
      {
        code: 'file.read-only',
        fileState: 'read-only',
        status: 'in-progress',
        text: statusPage,
        files: ['lamp.md'],
      },
    ]);
    expect(steps(folder, [], 'edit:done')).toMatchObject([
      { code: null, fileState: 'in-step', text: edited },
    ]);
  });

  it('a workspace on a read-only disk is refused with what to look at, and keeps everything', (context) => {
    needsOwnMounts(context);
    const folder = pageInFolder();
    steps(folder, [], 'import');
    const readOnly = [{ kind: 'read-only', path: join(folder, 'workspace') }] as const;
    const before = readFileSync(join(folder, 'workspace', 'quarterdeck.db'));
    expect(steps(folder, readOnly, 'edit:done')).toEqual([
      { step: 'open', refused: expect.stringMatching(/not saved\. Check the disk and the rights/) },
    ]);
    expect(readFileSync(join(folder, 'workspace', 'quarterdeck.db'))).toEqual(before);
    expect(readFileSync(join(folder, 'docs', 'lamp.md'), 'utf8')).toBe(statusPage);
    expect(steps(folder, [], 'edit:done')).toMatchObject([{ code: null, text: edited }]);
  });
});

describe('a disk without one byte left', { timeout: 180_000 }, () => {
  it('under the tracker: the file keeps its bytes, the edit is not in the workspace, and works after room is made', (context) => {
    needsOwnMounts(context);
    const folder = pageInFolder();
    const small = [{ kind: 'small-disk', path: join(folder, 'docs'), kilobytes: 64 }] as const;
    const lines = steps(folder, small, 'import', 'fill:docs', 'edit:done', 'free:docs', 'edit:done');
    expect(lines).toMatchObject([
      { code: null },
      { code: 'file.disk-full', status: 'in-progress', text: statusPage, files: ['lamp.md'] },
      { code: null, fileState: 'in-step', status: 'done', text: edited, files: ['lamp.md'] },
    ]);
  });

  it('under the workspace: nothing is half-written, and the edit works after room is made', (context) => {
    needsOwnMounts(context);
    const folder = pageInFolder();
    write(join(folder, 'workspace', 'here'), '');
    const small = [{ kind: 'small-disk', path: join(folder, 'workspace'), kilobytes: 8192 }] as const;
    const lines = steps(
      folder,
      small,
      'import',
      'fill:workspace',
      'edit:done',
      'free:workspace',
      'edit:done',
    );
    expect(lines).toMatchObject([
      { code: null },
      { code: 'file.disk-full', status: 'in-progress', text: statusPage, files: ['lamp.md'] },
      { code: null, fileState: 'in-step', status: 'done', text: edited, files: ['lamp.md'] },
    ]);
  });

  it('under the log: the work goes on', (context) => {
    needsOwnMounts(context);
    const folder = pageInFolder();
    write(join(folder, 'workspace', 'logs', 'here'), '');
    const small = [{ kind: 'small-disk', path: join(folder, 'workspace', 'logs'), kilobytes: 16 }] as const;
    expect(steps(folder, small, 'fill:workspace/logs', 'import', 'edit:done')).toMatchObject([
      { code: null },
      { code: null, fileState: 'in-step', text: edited },
    ]);
    expect(readFileSync(join(folder, 'docs', 'lamp.md'), 'utf8')).toBe(edited);
  });
});
