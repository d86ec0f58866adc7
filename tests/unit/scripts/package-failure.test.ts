import { describe, expect, it } from 'vitest';
import { packageFailure } from '../../../scripts/package-failure.mjs';

describe('why packaging stopped', () => {
  it.each([
    [
      'without network',
      '  • packaging platform=linux\n  ⨯ getaddrinfo ENOTFOUND github.com  failedTask=build stackTrace=RequestError: x\n    at a\n',
      /^Packaging lacks Electron's runtime or a packaging tool .*ENOTFOUND github\.com\): run it once with network/,
    ],
    [
      'without a tool',
      '  ⨯ cannot execute  cause=exec: "rpmbuild": executable file not found in $PATH\n',
      /lacks the tool rpmbuild/,
    ],
    [
      'for another reason',
      '  ⨯ icon is too small  failedTask=build\n',
      /^Packaging failed: icon is too small$/,
    ],
    ['in silence', '', /said nothing/],
  ])('is one line %s', (_when, said, line) => {
    const told = packageFailure(said);
    expect(told).toMatch(line);
    expect(told).not.toContain('\n');
  });
});
