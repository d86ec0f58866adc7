import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { answerSecondStart } from '../../../main/desktop/second-start.ts';
import { smallFile } from '../../../main/desktop/small-file.ts';
import { argumentsFor, readStart } from '../../../main/desktop/start-arguments.ts';
import { tempFolder } from '../../support/temp-folder.ts';

describe('what a start asks for', () => {
  it.each([
    [['--workspace', 'plans'], '/home/ann/plans'],
    [['--workspace=plans'], '/home/ann/plans'],
    [['--workspace', '/srv/plans'], '/srv/plans'],
    [['--workspace'], null],
    [['--workspace='], null],
    [[], null],
  ])('%j names %s', (args, workspace) => {
    expect(readStart(['/opt/quarterdeck', ...args], '/home/ann').workspace).toBe(workspace);
  });

  it('is the same with another workspace, without what was asked once', () => {
    const args = ['app', '--workspace', 'a', '--user-data-dir=u', '--hidden', 'quarterdeck://open/fleet'];
    const other = argumentsFor(args, '/b');
    expect(other).toEqual(['app', '--user-data-dir=u', '--workspace', '/b']);
    expect(readStart(other, '/')).toEqual({ workspace: '/b', route: null, hidden: false });
    expect(argumentsFor(['app', '--workspace=a'], '/b')).toEqual(['app', '--workspace', '/b']);
  });
});

describe('a second start', () => {
  async function answered(given: unknown, workspace: string, response = 0): Promise<string[]> {
    const done: string[] = [];
    await answerSecondStart(given, {
      workspace,
      dialog: {
        showMessageBox: () => {
          done.push('asked');
          return Promise.resolve({ response, checkboxChecked: false });
        },
      },
      go: (route) => done.push(`go ${route}`),
      show: () => done.push('show'),
      openInstead: (other) => done.push(`open ${other}`),
    });
    return done;
  }

  it('shows the window, or the screen a link names', async () => {
    expect(await answered({ workspace: null, route: null, hidden: false }, '/a')).toEqual(['show']);
    expect(await answered({ workspace: null, route: '/fleet', hidden: false }, '/a')).toEqual(['go /fleet']);
    expect(await answered({ workspace: '/a', route: null, hidden: false }, '/a')).toEqual(['show']);
    expect(await answered('nonsense', '/a')).toEqual(['show']);
  });

  it('that names another workspace opens it when the person says so', async () => {
    const start = { workspace: '/b', route: '/fleet', hidden: false };
    expect(await answered(start, '/a')).toEqual(['show', 'asked', 'open /b']);
    expect(await answered(start, '/a', 1)).toEqual(['show', 'asked']);
  });

  it('knows the workspace that is open by another path', async () => {
    const folder = tempFolder();
    mkdirSync(join(folder, 'real'));
    symlinkSync(join(folder, 'real'), join(folder, 'link'));
    const start = { workspace: join(folder, 'link'), route: null, hidden: false };
    expect(await answered(start, join(folder, 'real'))).toEqual(['show']);
  });
});

describe('a small file of the shell', () => {
  it('is kept, replaced whole and removed', () => {
    const path = join(tempFolder(), 'deep', 'window.json');
    const notes: string[] = [];
    const file = smallFile(path, (line) => notes.push(line));
    expect(file.read()).toBeNull();
    file.write('one');
    file.write('two');
    expect(file.read()).toBe('two');
    file.write(null);
    expect(existsSync(path)).toBe(false);
    expect(notes).toEqual([]);
  });

  it('that can be neither read nor written is noted, and stops nothing', () => {
    const folder = tempFolder();
    const notes: string[] = [];
    mkdirSync(join(folder, 'window.json'));
    const taken = smallFile(join(folder, 'window.json'), (line) => notes.push(line));
    expect(taken.read()).toBeNull();
    taken.write('{}');
    writeFileSync(join(folder, 'file'), 'kept');
    smallFile(join(folder, 'file', 'window.json'), (line) => notes.push(line)).write('{}');
    expect(readFileSync(join(folder, 'file'), 'utf8')).toBe('kept');
    expect(notes).toHaveLength(3);
  });
});
