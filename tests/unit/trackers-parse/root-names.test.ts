import fc from 'fast-check';
import { expect, test } from 'vitest';
import { remoteName } from '../../../core/domain/trackers/roots/remote-name.ts';
import { rootPath } from '../../../core/domain/trackers/roots/root-path.ts';

test.each([
  'git@Git.example.org:harbour/docs.git',
  'git.example.org:harbour/docs',
  'ssh://git@git.example.org:2222/harbour/docs.git',
  'https://git.example.org/harbour/docs',
  'https://ilse:secret@git.example.org/harbour/docs.git/',
  'http://token@git.example.org:8443/harbour/docs',
  'git://git.example.org/~harbour/docs.git',
])('%s is the same remote as every other way to it, without name and password', (address) => {
  expect(remoteName(address)).toBe('git.example.org/harbour/docs');
});

test.each([
  '/srv/git/docs.git',
  '../docs.git',
  'docs',
  'file:///srv/git/docs.git',
  String.raw`C:\git\docs.git`,
  'C:/git/docs.git',
  'https://git.example.org',
  '',
])('%j is a place of this machine, or none', (address) => {
  expect(remoteName(address)).toBeNull();
});

test('a remote keeps no name or password, whatever the address', () => {
  const word = fc.stringMatching(/^[a-z0-9%]{1,12}$/);
  fc.assert(
    fc.property(word, word, word, word, (user, password, host, path) => {
      const name = remoteName(`https://${user}:${password}@${host}.example/${path}.git`);
      expect(name).toBe(`${host}.example/${path}`);
    }),
  );
});

test.each(['plan.md', 'docs/plan.md', 'a b/ü/plan (2).md', 'a..b/...md', String.raw`odd\name.md`])(
  '%s is within its root',
  (path) => {
    expect(rootPath(path)).toBe(path);
  },
);

test.each(['', '/etc/passwd', '../x', 'a/../../x', 'a/..', './a', 'a//b', 'a/', 'a\0b', 'x'.repeat(5000)])(
  '%j is no path within a root',
  (path) => {
    expect(rootPath(path)).toBeNull();
  },
);

test('whatever is within a root stays in it when its parts are walked', () => {
  const part = fc.constantFrom('..', '.', '', 'a', 'b', '...', 'a/..', '/');
  fc.assert(
    fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
      const path = rootPath(parts.join('/'));
      let depth = 0;
      for (const segment of path?.split('/') ?? []) {
        depth += segment === '..' ? -1 : 1;
        expect(depth).toBeGreaterThan(0);
      }
    }),
  );
});
