import { describe, expect, it } from 'vitest';
import { beyondNew, linuxAttributes, macAttributes } from '../../../node/files/attributes.ts';

const paths = ['/docs/plan.md', '/docs/.plan.md.1.quarterdeck-tmp'];
const [plan = '', fresh = ''] = paths;

describe('what a program tells of files', () => {
  it('is read by file on Linux, whatever is in their names', () => {
    const of = linuxAttributes(
      [
        '# file: /docs/od\\134d\\012ünd=.md',
        'user.tag=0x31',
        '',
        `# file: ${plan}`,
        'security.ima=0x0404',
        'security.selinux=0x73',
        'user.empty',
        'user.a\\075b=0x32',
        '',
        '',
      ].join('\n'),
    );
    expect(of.get('/docs/od\\d\nünd=.md')).toEqual(new Map([['user.tag', '0x31']]));
    expect(of.get(plan)).toEqual(
      new Map([
        ['security.selinux', '0x73'],
        ['user.empty', ''],
        ['user.a=b', '0x32'],
      ]),
    );
  });

  it('is read by file on macOS: flags, attributes and rules of a list', () => {
    const listed = [
      `-rw-r--r--@ 1 ada  staff  -        5 Nov 30 10:00 ${fresh}`,
      '\tcom.apple.provenance\t  11 ',
      `-rw-r--r--@ 1 ada  staff  hidden  120 Nov 30 10:00 ${plan}`,
      '\tcom.apple.provenance\t  11 ',
      '\tcom.apple.metadata:_kMDItemUserTags\t  53 ',
      ' 0: user:ben allow read,write',
      '',
    ].join('\n');
    const of = macAttributes(listed, paths);
    expect(beyondNew(of, plan, fresh)).toEqual(['flags', 'com.apple.metadata:_kMDItemUserTags', '0:']);
  });

  it('is a loss only where a new file does not have the same by itself', () => {
    const of = linuxAttributes(
      `# file: ${plan}\nsecurity.selinux=0x61\nuser.tag=0x31\n\n# file: ${fresh}\nsecurity.selinux=0x61\n\n`,
    );
    expect(beyondNew(of, plan, fresh)).toEqual(['user.tag']);
    expect(beyondNew(of, fresh, plan)).toEqual([]);
  });
});
