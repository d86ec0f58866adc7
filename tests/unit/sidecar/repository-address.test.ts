import { describe, expect, it } from 'vitest';
import { checkRepositoryAddress, hostOf } from '../../../sidecar/workspaces/repository-address.ts';

describe('the address of a repository', () => {
  it('is taken in the forms git is used with', () => {
    for (const url of [
      'https://github.com/example/one.git',
      'http://127.0.0.1:8080/one',
      'ssh://git@host.example:2222/one.git',
      'git@host.example:team/one.git',
      'file:///srv/one.git',
      '/srv/one.git',
    ]) {
      expect([url, checkRepositoryAddress(url).ok]).toEqual([url, true]);
    }
  });

  it('is refused when git or ssh could take it for an option or a command', () => {
    for (const url of [
      '--upload-pack=touch /tmp/x',
      '-oProxyCommand=x',
      'ext::sh -c touch% /tmp/x',
      'ssh://-oProxyCommand=x/one',
      'ssh://-oProxyCommand=x@host/one',
      '-oProxyCommand=x@host:one',
      'host:-one',
      'relative/one',
      '../one',
      'ftp://host/one',
      'https://host/one\n--upload-pack=x',
      `/${'x'.repeat(3000)}`,
      '',
    ]) {
      expect([url, checkRepositoryAddress(url).ok]).toEqual([url, false]);
    }
  });

  it('names its host, unless it is a path', () => {
    expect(hostOf('https://GitHub.com/example/one')).toBe('github.com');
    expect(hostOf('git@gitlab.example.org:one.git')).toBe('gitlab.example.org');
    expect(hostOf('/srv/one.git')).toBeNull();
  });
});
