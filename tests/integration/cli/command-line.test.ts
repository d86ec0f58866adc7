import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { quarterdeck } from '../../support/command.ts';
import { tempFolder } from '../../support/temp-folder.ts';

describe('the command line', () => {
  test('says its version and its help', async () => {
    const home = tempFolder();
    const version = await quarterdeck(['--version'], { home });
    expect(version).toMatchObject({ code: 0, err: '', out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
    const help = await quarterdeck(['help', 'tracker'], { home });
    expect(help.code).toBe(0);
    for (const verb of ['import', 'list', 'show', 'set', 'check', 'export']) expect(help.out).toContain(verb);
  });

  test.each([
    ['an unknown command', ['fly']],
    ['a missing argument', ['tracker', 'show']],
    ['an unknown option', ['tracker', 'list', '--colour']],
    ['an unknown choice', ['open', '--shell', 'phone']],
    ['a port that is none', ['serve', '--port', '80']],
    ['an unknown export format', ['tracker', 'export', 'x', '--format', 'pdf']],
  ])('ends with 2 on %s', async (_, args) => {
    const { code, err } = await quarterdeck(args, { home: tempFolder() });
    expect(code).toBe(2);
    expect(err).not.toBe('');
  });

  test('refuses an older Node in one line, before anything is loaded', async () => {
    const home = tempFolder();
    const older = join(home, 'older.mjs');
    writeFileSync(
      older,
      `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '18.20.0' } });
Object.defineProperty(process, 'version', { value: 'v18.20.0' });
process.env.QUARTERDECK_PINNED = '1';`,
    );
    const { code, out, err } = await quarterdeck(['--version'], {
      home,
      nodeArgs: ['--import', pathToFileURL(older).href],
    });
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(/^Quarterdeck needs Node 24 or newer; this is v18\.20\.0\. .*\n$/);
  });

  test('says without a desktop what it lacks when the desktop is asked for', async () => {
    const { code, err } = await quarterdeck(['open', '--shell', 'desktop'], { home: tempFolder() });
    expect(code).toBe(6);
    expect(err).toContain('--shell web');
  });
});
