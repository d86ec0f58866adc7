import { describe, expect, test } from 'vitest';
import { browserCall } from '../../../main/cli/browser.ts';
import { defaultWorkspace } from '../../../main/shells/default-workspace.ts';
import { absolutePath } from '../../../node/files/absolute-path.ts';

describe('the default workspace', () => {
  const on = (platform: NodeJS.Platform, env: Record<string, string> = {}) =>
    defaultWorkspace({ platform, env, home: '/home/ada' });

  test("stands with the system's other application data", () => {
    expect(on('linux')).toBe('/home/ada/.local/share/quarterdeck/workspace');
    expect(on('linux', { XDG_DATA_HOME: '/data' })).toBe('/data/quarterdeck/workspace');
    expect(on('linux', { XDG_DATA_HOME: 'relative' })).toBe('/home/ada/.local/share/quarterdeck/workspace');
    expect(on('darwin')).toBe('/home/ada/Library/Application Support/Quarterdeck/workspace');
  });

  test('is the one the environment names', () => {
    expect(on('linux', { QUARTERDECK_WORKSPACE: '/programmes/harbour' })).toBe('/programmes/harbour');
  });
});

describe('a typed path', () => {
  test('is made absolute where it was typed, globs kept', () => {
    expect(absolutePath('docs/**/*.md', '/work')).toBe('/work/docs/**/*.md');
    expect(absolutePath('/abs/x.md', '/work')).toBe('/abs/x.md');
    expect(absolutePath('~/x.md', '/work')).toMatch(/\/x\.md$/);
    expect(absolutePath('~/x.md', '/work')).not.toContain('~');
  });
});

describe('the browser', () => {
  test('is not started where there is no display', () => {
    expect(browserCall('http://127.0.0.1:1/', { PATH: '/usr/bin', SSH_CONNECTION: 'x' })).toBeNull();
  });
});
