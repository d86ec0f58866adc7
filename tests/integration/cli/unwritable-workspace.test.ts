import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { commandEnv, quarterdeck } from '../../support/command.ts';
import { needsOwnMounts, runWithMounts } from '../../support/own-mounts.ts';
import { startProgram } from '../../support/programs/child-program.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const Run = z.object({ command: z.string(), code: z.number(), out: z.string(), err: z.string() });

async function imported(): Promise<{ home: string; folder: string }> {
  const home = tempFolder();
  const folder = join(home, 'ws');
  writeFileSync(join(home, 'plan.md'), '# Plan\n\n- [ ] Ship\n');
  mkdirSync(folder);
  const done = await quarterdeck(['--workspace', folder, 'tracker', 'import', 'plan.md'], { home });
  expect(done.code).toBe(0);
  return { home, folder };
}

// Each command is a whole process.
describe('a workspace on a read-only disk', { timeout: 120_000 }, () => {
  it('is read as it was last stored, with the reason, and refuses changes', async (context) => {
    needsOwnMounts(context);
    const { home, folder } = await imported();
    const database = readFileSync(join(folder, 'quarterdeck.db'));
    const commands = [
      `--workspace ${folder} tracker list`,
      `--workspace ${folder} tracker set Plan Ship status done`,
    ];
    const [list, set] = runWithMounts(Run, [{ kind: 'read-only', path: folder }], 'commands-program.ts', [
      home,
      ...commands,
    ]);
    expect(list).toMatchObject({ code: 0, out: expect.stringContaining('Plan') });
    expect(list?.err).toContain('can be read as it was last stored');
    expect(set).toMatchObject({ code: 3, err: expect.stringContaining('db.read-only') });
    expect(readFileSync(join(home, 'plan.md'), 'utf8')).toContain('[ ] Ship');
    expect(readFileSync(join(folder, 'quarterdeck.db'))).toEqual(database);
  });

  it('is asked of its running host as ever', async (context) => {
    needsOwnMounts(context);
    const { home, folder } = await imported();
    const host = startProgram('quarterdeck.mjs', ['--workspace', folder, 'serve'], commandEnv(home));
    await host.line((line) => line.startsWith('Address'));
    const [list] = runWithMounts(Run, [{ kind: 'read-only', path: folder }], 'commands-program.ts', [
      home,
      `--workspace ${folder} tracker list`,
    ]);
    expect(list).toMatchObject({ code: 0, out: expect.stringContaining('Plan'), err: '' });
  });
});
