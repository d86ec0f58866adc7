import { describe, expect, test } from 'vitest';
import { pickShell, type ShellFacts } from '../../../main/cli/shells.ts';

const able: ShellFacts = {
  asked: null,
  display: true,
  desktop: 'built',
  runtime: 'present',
  failedBefore: null,
  superuser: false,
};

describe('picking a shell', () => {
  test('takes the desktop wherever it can run', () => {
    expect(pickShell(able).shell).toBe('desktop');
  });

  test('takes the web when asked, whatever is there', () => {
    expect(pickShell({ ...able, asked: 'web' })).toEqual({ shell: 'web', why: 'as asked' });
  });

  test.each<[string, Partial<ShellFacts>, RegExp]>([
    ['without a display', { display: false }, /no display/],
    ['as superuser', { superuser: true }, /superuser/],
    ['without its files', { desktop: 'not-installed' }, /no desktop shell/],
    ['unbuilt', { desktop: 'not-built' }, /npm run build/],
  ])('falls back to the web %s and says why; asked for by hand it says that it cannot', (_, change, why) => {
    expect(pickShell({ ...able, ...change })).toEqual({ shell: 'web', why: expect.stringMatching(why) });
    expect(pickShell({ ...able, ...change, asked: 'desktop' })).toEqual({
      shell: 'none',
      why: expect.stringMatching(why),
    });
  });

  test('fetches a missing runtime once: a failure is remembered until asked for by hand', () => {
    const absent = { ...able, runtime: 'absent' } as const;
    expect(pickShell(absent).shell).toBe('fetch');
    const failed = { ...absent, failedBefore: 'no answer within 20 s' };
    expect(pickShell(failed)).toEqual({
      shell: 'web',
      why: expect.stringContaining('no answer within 20 s'),
    });
    expect(pickShell({ ...failed, asked: 'desktop' }).shell).toBe('fetch');
  });

  test('forgets an earlier failure once the runtime is there', () => {
    expect(pickShell({ ...able, failedBefore: 'no answer within 20 s' }).shell).toBe('desktop');
  });
});
