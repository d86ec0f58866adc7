import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { quarterdeck } from '../../support/command.ts';
import { onUnix } from '../../support/not-run.ts';
import { tempFolder } from '../../support/temp-folder.ts';

async function imported() {
  const home = tempFolder();
  const folder = join(home, 'ws');
  writeFileSync(join(home, 'plan.md'), '# Plan\n\n- [ ] Ship\n');
  const run = (...args: readonly string[]) => quarterdeck(['--workspace', folder, ...args], { home });
  expect((await run('tracker', 'import', 'plan.md')).code).toBe(0);
  return { folder, run };
}

// Each command is a whole process.
describe('a workspace whose files are damaged', { timeout: 60_000 }, () => {
  it('is called damaged, not unwritable, where a name in its tables is another one', async () => {
    const { folder, run } = await imported();
    const db = new Database(join(folder, 'quarterdeck.db')).unsafeMode();
    db.exec(
      `PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, 'last_rank', 'lasx_rank')`,
    );
    db.close();
    const listed = await run('tracker', 'list');
    expect(listed).toMatchObject({ code: 3, err: expect.stringContaining('database is damaged') });
    expect(listed.err).not.toContain('cannot be written');
  });

  it('opens without its secrets where a pipe lies under their name', async (context) => {
    onUnix(context);
    const { folder, run } = await imported();
    rmSync(join(folder, 'secrets.json'));
    execFileSync('mkfifo', [join(folder, 'secrets.json')]);
    expect(await run('tracker', 'list')).toMatchObject({ code: 0, out: expect.stringContaining('Plan') });
  });
});
