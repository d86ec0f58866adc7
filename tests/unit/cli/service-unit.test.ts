import { describe, expect, test } from 'vitest';
import { unitName, unitText } from '../../../main/cli/agents/service-unit.ts';

const lineOf = (text: string, key: string): string =>
  text.split('\n').find((line) => line.startsWith(`${key}=`)) ?? '';

describe('the unit of an agent', () => {
  test('quotes every word of its command line as systemd reads it', () => {
    const text = unitText(
      'Brass Petrel',
      ['/opt/no de/bin', 'run', '--folder', '/a "b"\\c/100%/$HOME'],
      '/bin',
    );
    expect(lineOf(text, 'ExecStart')).toBe(
      String.raw`ExecStart="/opt/no de/bin" "run" "--folder" "/a \"b\"\\c/100%%/$$HOME"`,
    );
  });

  test('leaves dollars alone where systemd expands none: in the program and in the environment', () => {
    const text = unitText('Brass Petrel', ['/opt/$x/node', 'run'], '/opt/$x:/100%/bin');
    expect(lineOf(text, 'ExecStart')).toBe('ExecStart="/opt/$x/node" "run"');
    expect(lineOf(text, 'Environment')).toBe('Environment="PATH=/opt/$x:/100%%/bin"');
  });

  test.each(['Petrel\nExecStart=/bin/false', 'Petrel\\', '100% Petrel', 'Petrel\r\n[Service]'])(
    'a name like %j adds no line of its own',
    (name) => {
      const plain = unitText('Petrel', ['/bin/node'], '/bin').split('\n');
      const lines = unitText(name, ['/bin/no\nde'], '/bin').split('\n');
      expect(lines).toHaveLength(plain.length);
      expect(lines[1]).toMatch(/^Description=Quarterdeck agent [^%\\]+$/);
      expect(lines).toContain(String.raw`ExecStart="/bin/no\nde"`);
    },
  );

  test('is named after the folder, and differs between two workspaces with an agent of the same name', () => {
    const one = unitName('/home/ada/one/agents/brass-petrel');
    expect(one).toMatch(/^quarterdeck-agent-brass-petrel-[0-9a-f]{8}\.service$/);
    expect(unitName('/home/ada/two/agents/brass-petrel')).not.toBe(one);
    expect(unitName('/srv/über uns')).toMatch(/^quarterdeck-agent-[\w.-]+\.service$/);
  });
});
