import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressProblem, hostOf, shownAddress } from '../../../core/domain/repository-address.ts';

const secrets = [
  'https://alice:hunter2@host.example/one.git',
  'http://x-access-token:abc@host.example/one',
  'https://:hunter2@host.example/one.git',
  'https://alice:hunter@2@host.example/one.git',
  'https://ghp_0123456789abcdefghij0123456789abcdef@github.com/example/one.git',
  'ssh://alice:hunter2@host.example/one.git',
  'alice:hunter2@host.example:one.git',
  'https://host.example/one.git?private_token=hunter2',
];

describe('the address of a repository', () => {
  it('is taken in the forms git is used with', () => {
    for (const url of [
      'https://github.com/example/one.git',
      'https://alice@bitbucket.org/team/one.git',
      'http://127.0.0.1:8080/one',
      'http://[::1]:3000/team/app.git',
      'HTTPS://host.example/one',
      'ssh://git@host.example:2222/one.git',
      'ssh://git@[2001:db8::1]:2222/one.git',
      'ssh://git@host.example/my projects/one.git',
      'git@host.example:team/one.git',
      'git@host.example:my projects/one.git',
      'git@[2001:db8::1]:team/one.git',
      'host.example:one.git',
      'git://host.example/one.git',
      'file:///srv/one.git',
      '/srv/one.git',
      '/tmp/my projects/app.git',
      '/srv/a:b/c@d.git',
      '/srv/x::y.git',
    ]) {
      expect([url, addressProblem(url), shownAddress(url)]).toEqual([url, null, url]);
    }
  });

  it('is refused when git or ssh could take it for an option or a command', () => {
    for (const url of [
      '--upload-pack=touch /tmp/x',
      '-oProxyCommand=x',
      'ext::sh -c touch% /tmp/x',
      'fd::17',
      '::x',
      'ssh://-oProxyCommand=x/one',
      'ssh://-oProxyCommand=x@host/one',
      '-oProxyCommand=x@host:one',
      'host:-one',
      'host::one',
      'relative/one',
      '../one',
      'ftp://host/one',
      'https://',
      'https:///one',
      'https://host/two words',
      'https://host/one\n--upload-pack=x',
      `/${'x'.repeat(3000)}`,
      '',
    ]) {
      expect([url, addressProblem(url)]).toEqual([url, 'form']);
    }
  });

  it('is refused with a password or token in it, and shown without', () => {
    for (const url of secrets) {
      expect([url, addressProblem(url)]).toEqual([url, 'secret']);
      expect(shownAddress(url)).not.toMatch(/hunter|ghp_|abc@/);
      expect(shownAddress(url)).toMatch(/host\.example|github\.com/);
    }
  });

  it('never shows a password, whatever it looks like', () => {
    const part = fc.stringMatching(/^[A-Za-z0-9%@._~!$&'()*+,;=-]{1,30}$/);
    fc.assert(
      fc.property(part, part, fc.constantFrom('https', 'http', 'ssh', 'git'), (name, word, scheme) => {
        const url = `${scheme}://${name}:SECRET${word}@host.example/one.git`;
        expect(addressProblem(url)).toBe('secret');
        expect(shownAddress(url)).not.toContain('SECRET');
      }),
    );
  });

  it('names its host, unless it is a path', () => {
    expect(hostOf('https://GitHub.com/example/one')).toBe('github.com');
    expect(hostOf('git@gitlab.example.org:one.git')).toBe('gitlab.example.org');
    expect(hostOf('http://[::1]:3000/one')).toBe('::1');
    expect(hostOf('/srv/one.git')).toBeNull();
  });
});
