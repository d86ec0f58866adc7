import { copyFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { quarterdeck } from '../../support/command.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const fixture = join(import.meta.dirname, '../../fixtures/cli/harbour-plan.md');
const Failure = z.object({ error: z.object({ code: z.string(), message: z.string() }) });

function home(): { home: string; file: string } {
  const folder = tempFolder();
  const file = join(folder, 'harbour-plan.md');
  copyFileSync(fixture, file);
  return { home: folder, file };
}

// Each step is a whole process that opens the workspace and closes it again.
describe('the tracker commands', { timeout: 120_000 }, () => {
  test('import, list, show, set, export: the file differs in exactly the edited cell', async () => {
    const { home: folder, file } = home();
    const run = (...args: string[]) => quarterdeck(args, { home: folder });
    const before = readFileSync(file, 'utf8');

    const imported = await run('tracker', 'import', 'harbour-plan.md', '--json');
    expect([imported.code, imported.err]).toEqual([0, '']);
    expect(JSON.parse(imported.out)).toMatchObject({
      imported: [{ path: file, already: false }],
      refused: [],
      leftOut: 0,
    });
    expect(readFileSync(file, 'utf8')).toBe(before);

    const listed = await run('tracker', 'list', '--json');
    expect(JSON.parse(listed.out)).toMatchObject([
      { name: 'Harbour renewal', path: file, fileState: 'in-step' },
    ]);

    const shown = await run('tracker', 'show', 'Harbour renewal');
    expect(shown.out).toContain('Order the crane');
    const item = await run('tracker', 'show', 'Harbour renewal', 'M1', '--json');
    expect(JSON.parse(item.out)).toMatchObject({
      row: { key: 'M1', title: expect.stringContaining('Order the crane') },
    });

    const set = await run('tracker', 'set', 'harbour renewal', 'M1', 'due', '2026-05-07');
    expect([set.code, set.err]).toEqual([0, '']);
    expect(readFileSync(file, 'utf8')).toBe(before.replace('2026-04-30', '2026-05-07'));

    const exported = await run('tracker', 'export', 'Harbour renewal');
    expect(exported.out).toBe(readFileSync(file, 'utf8'));
    const csv = await run('tracker', 'export', 'Harbour renewal', '--format', 'csv', '--out', 'plan.csv');
    expect([csv.code, csv.err]).toEqual([0, '']);
    expect(readFileSync(join(folder, 'plan.csv'), 'utf8')).toContain('2026-05-07');
    const again = await run('tracker', 'export', 'Harbour renewal', '--out', 'plan.csv', '--json');
    expect([again.code, Failure.parse(JSON.parse(again.out)).error.code]).toEqual([5, 'file.exists']);

    const report = await run(
      'tracker',
      'export',
      'Harbour renewal',
      '--format',
      'report-md',
      '--since',
      '2026-13-45',
    );
    expect([report.code, report.out]).toEqual([2, '']);
    expect(report.err).toContain('"2026-13-45" is not a day; write it like 2026-02-16.');

    const verified = await run('rebuild', '--verify', '--json');
    expect([verified.code, JSON.parse(verified.out)]).toMatchObject([0, { same: true }]);
  });

  test('a tracker whose file moved and changed is relinked, after a look at how alike they are', async () => {
    const { home: folder, file } = home();
    const run = (...args: string[]) => quarterdeck(args, { home: folder });
    await run('tracker', 'import', 'harbour-plan.md');
    await run('tracker', 'set', 'Harbour renewal', 'M1', 'Target date', '2026-05-07');
    const moved = join(folder, 'moved.md');
    writeFileSync(moved, readFileSync(file, 'utf8').replace('Order the crane', 'Order the big crane'));
    rmSync(file);

    const looked = await run('tracker', 'relink', 'Harbour renewal', 'moved.md', '--dry-run');
    expect([looked.code, looked.err]).toEqual([0, '']);
    expect(looked.out).toContain(moved);
    const done = await run('tracker', 'relink', 'Harbour renewal', 'moved.md');
    expect([done.code, done.err]).toEqual([0, '']);
    const item = await run('tracker', 'show', 'Harbour renewal', 'M1');
    expect(item.out).toContain('Order the big crane');
    const listed = await run('tracker', 'list', '--json');
    expect(JSON.parse(listed.out)).toMatchObject([
      { name: 'Harbour renewal', path: moved, fileState: 'in-step' },
    ]);
  });

  test('what another program saved just before is in the answer of every command that reads', async () => {
    const { home: folder, file } = home();
    const run = (...args: string[]) => quarterdeck(args, { home: folder });
    await run('tracker', 'import', 'harbour-plan.md');
    let name = 'Order the crane';
    const saved = (next: string): void => {
      writeFileSync(file, readFileSync(file, 'utf8').replaceAll(name, next));
      name = next;
    };
    for (const [at, args] of [
      ['export', 'Harbour renewal', '--format', 'csv'],
      ['show', 'Harbour renewal'],
      ['show', 'Harbour renewal', 'M1'],
    ].entries()) {
      saved(`Saved as number ${at}`);
      expect((await run('tracker', ...args)).out).toContain(`Saved as number ${at}`);
    }
    writeFileSync(file, '# Yard\n\n- [x] Dig\n- [x] Fill\n- [ ] Rake\n');
    expect((await run('tracker', 'list', '--json')).out).toMatch(/"total": ?3\b/u);
  });

  test('setting the status of a check box ticks it, and an unknown status is counted apart', async () => {
    const { home: folder } = home();
    const run = (...args: string[]) => quarterdeck(args, { home: folder });
    const yard = join(folder, 'yard.md');
    writeFileSync(yard, '# Yard\n\n- [ ] Dig\n\n| Tool | Status |\n|---|---|\n| Spade | Shipshape |\n');
    await run('tracker', 'import', 'yard.md');
    const set = await run('tracker', 'set', 'Yard', 'Dig', 'status', 'done');
    expect([set.code, set.err]).toEqual([0, '']);
    expect(readFileSync(yard, 'utf8')).toContain('- [x] Dig');
    const shown = await run('tracker', 'show', 'Yard');
    expect(shown.out).toContain('1 of 1 done, 0 blocked, 1 unknown');
    expect(shown.out).toContain('Shipshape (unknown)');
  });

  test('a dry run says what would be recognised and takes nothing in', async () => {
    const { home: folder } = home();
    const dry = await quarterdeck(['tracker', 'import', '--dry-run', '*.md', '--json'], { home: folder });
    expect([dry.code, JSON.parse(dry.out)]).toMatchObject([0, [{ name: 'Harbour renewal', problem: null }]]);
    const elsewhere = join(folder, 'new');
    const named = ['--workspace', elsewhere];
    const there = await quarterdeck(['tracker', 'import', '--dry-run', '*.md', ...named], { home: folder });
    expect(there.code).toBe(0);
    expect(existsSync(elsewhere)).toBe(false);
    const listed = await quarterdeck(['tracker', 'list', '--json'], { home: folder });
    expect([listed.code, Failure.parse(JSON.parse(listed.out)).error.code]).toEqual([
      4,
      'workspace.not-found',
    ]);
  });

  test('names that fit nothing end with 4, refused values with 3, and nothing is changed', async () => {
    const { home: folder, file } = home();
    const run = (...args: string[]) => quarterdeck([...args, '--json'], { home: folder });
    const before = readFileSync(file, 'utf8');
    await run('tracker', 'import', 'harbour-plan.md');
    const codes = async (...args: string[]) => {
      const { code, out } = await run(...args);
      return [code, Failure.parse(JSON.parse(out)).error.code];
    };
    expect(await codes('tracker', 'show', 'nothing')).toEqual([4, 'tracker.not-found']);
    expect(await codes('tracker', 'show', 'Harbour renewal', 'M9')).toEqual([4, 'item.not-found']);
    expect(await codes('tracker', 'set', 'Harbour renewal', 'M1', 'colour', 'red')).toEqual([
      4,
      'field.not-found',
    ]);
    const date = await codes('tracker', 'set', 'Harbour renewal', 'M1', 'date', 'soon');
    expect(date[0]).toBe(3);
    expect(await codes('finding', 'accept', 'fi_none', '--reason', 'x')).toEqual([4, 'finding.not-found']);
    expect(await codes('actor', 'revoke', 'nobody')).toEqual([4, 'actor.not-found']);
    expect(readFileSync(file, 'utf8')).toBe(before);
  });

  test('a missing workspace is said, not made, by commands that only read', async () => {
    const folder = tempFolder();
    const listed = await quarterdeck(['tracker', 'list', '--workspace', 'typo', '--json'], { home: folder });
    expect([listed.code, Failure.parse(JSON.parse(listed.out)).error.code]).toEqual([
      4,
      'workspace.not-found',
    ]);
  });

  test('a folder: prose is left out in one line, and that is no failure', async () => {
    const { home: folder } = home();
    for (const name of ['about.md', 'notes.md'])
      writeFileSync(join(folder, name), '# Words\n\nNothing but words.\n');
    const { code, out, err } = await quarterdeck(['tracker', 'import', '.'], { home: folder });
    expect([code, out]).toEqual([0, expect.stringContaining('Harbour renewal')]);
    expect(err.trim()).toBe(
      'left out: 2 files with nothing like a tracker in them; name a file itself to import it all the same',
    );
  });

  test('actors: a second key acts under its own name, and is refused once revoked', async () => {
    const { home: folder } = home();
    const run = (...args: string[]) => quarterdeck([...args, '--json'], { home: folder });
    await run('tracker', 'import', 'harbour-plan.md');
    expect((await run('actor', 'add', 'Ada')).code).toBe(0);
    expect((await run('actor', 'add', 'Ada')).code).toBe(5);
    const set = await run('tracker', 'set', 'Harbour renewal', 'M2', 'owner', 'Ada L.', '--as', 'ada');
    expect([set.code, set.err]).toEqual([0, '']);
    const item = await run('tracker', 'show', 'Harbour renewal', 'M2');
    expect(JSON.parse(item.out)).toMatchObject({ history: [{ actor: 'Ada', after: 'Ada L.' }] });
    expect((await run('actor', 'revoke', 'Ada')).code).toBe(0);
    const late = await run('tracker', 'set', 'Harbour renewal', 'M2', 'owner', 'x', '--as', 'Ada');
    expect([late.code, Failure.parse(JSON.parse(late.out)).error.code]).toEqual([3, 'actor.revoked']);
  });
});

describe('tracker check', () => {
  test('passes an ordinary file and prints both counts, without a workspace', async () => {
    const { home: folder } = home();
    const { code, out } = await quarterdeck(['tracker', 'check', 'harbour-plan.md'], { home: folder });
    expect(out).toContain('ok      harbour-plan.md');
    expect(out).toContain('identical without edits');
    expect(out).toContain('tables: 1 recognised, 0 skipped; GFM counts 1');
    expect(out).toContain('check boxes: 3 recognised, 0 skipped; GFM counts 3');
    expect(out).toContain('1 file: 1 passed, 0 failed.');
    expect(code).toBe(0);
  });

  test('takes folders and globs, and says which file it could not read', async () => {
    const { home: folder } = home();
    writeFileSync(join(folder, 'picture.md'), new Uint8Array([0x89, 0x50, 0, 0, 0, 0, 1, 2, 3]));
    const all = await quarterdeck(['tracker', 'check', '*.md', '--json'], { home: folder });
    expect(all.code).not.toBe(0);
    expect(JSON.parse(all.out)).toMatchObject([
      { path: expect.stringContaining('harbour-plan.md'), ok: true },
      { path: expect.stringContaining('picture.md'), failure: { code: 'file.binary' } },
    ]);
    const missing = await quarterdeck(['tracker', 'check', 'none.md'], { home: folder });
    expect(missing.code).toBe(4);
    expect(missing.out).toContain('FAILED  none.md');
  });
});
