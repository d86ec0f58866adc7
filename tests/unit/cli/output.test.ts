import { describe, expect, test } from 'vitest';
import { fail } from '../../../core/kernel/result.ts';
import { createOutput, tableLines } from '../../../main/cli/output.ts';

// oxlint-disable-next-line no-control-regex
const STEERING = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2028]/u;

describe('tables', () => {
  test('align by what a terminal shows, wide scripts and marks included', () => {
    const lines = tableLines(
      [{ title: 'Name' }, { title: 'N', align: 'right' }],
      [
        ['abc', '1'],
        ['日本', '10'],
        ['e\u0301', '100'],
      ],
    );
    expect(lines).toEqual(['Name    N', 'abc     1', '日本   10', 'e\u0301     100']);
  });

  test('cut long text and let no control character reach the terminal', () => {
    expect(tableLines([{ title: 'T', most: 6 }], [['a\u001b[31mb\nc'], ['abcdefgh']])).toEqual([
      'T',
      'a [31…',
      'abcde…',
    ]);
  });

  test('of nothing are nothing', () => {
    expect(tableLines([{ title: 'T' }], [])).toEqual([]);
  });
});

describe('output', () => {
  const record = (json: boolean) => {
    const written = { out: '', err: '' };
    const output = createOutput(json, {
      out: (text) => {
        written.out += text;
      },
      err: (text) => {
        written.err += text;
      },
    });
    return { output, written };
  };

  test('puts results on one stream and everything else on the other', () => {
    const { output, written } = record(false);
    output.result({ a: 1 }, ['a is 1']);
    output.note('by the way');
    output.failure(fail('x.y', 'It did not work.').error);
    expect(written).toEqual({ out: 'a is 1\n', err: 'by the way\nIt did not work. (x.y)\n' });
  });

  test('lets nothing that others wrote steer the terminal, whether it is a result, a note or a failure', () => {
    const { output, written } = record(false);
    const evil = 'Eve\u001b[31m\u0007\r\u202eabc';
    output.result({}, [evil, 'two\tcells']);
    output.note(evil);
    output.failure(fail('x.y', evil).error);
    const shown = 'Eve\\u001b[31m\\u0007\\u000d\\u202eabc';
    expect(written).toEqual({ out: `${shown}\ntwo\tcells\n`, err: `${shown}\n${shown} (x.y)\n` });
  });

  test('as JSON steers no terminal either, and is the same JSON', () => {
    const { output, written } = record(true);
    const value = { name: 'Eve\u009b31m\u007f\u202e\u2028', list: ['\u001b[2J', 'Grüße 🙂'] };
    output.result(value, []);
    expect(written.out).not.toMatch(STEERING);
    expect(JSON.parse(written.out)).toEqual(value);
    output.failure(fail('x.y', 'Eve\u009b', value).error);
    expect(written.err + written.out.replaceAll('\n', '')).not.toMatch(STEERING);
  });

  test('of a document is its own bytes for a file or a program, and steers no terminal', () => {
    const text = '# Plan\u001b[2J\r\n\n- [ ] Eve\u202e\n';
    const shown = { out: '' };
    const out = (more: string): void => {
      shown.out += more;
    };
    createOutput(false, { out, err: () => {} }).text(text);
    expect(shown.out).toBe(text);
    shown.out = '';
    createOutput(false, { out, err: () => {}, terminal: true }).text(text);
    expect(shown.out).toBe('# Plan\\u001b[2J\r\n\n- [ ] Eve\\u202e\n');
  });

  test('that comes bit by bit lets no line of a name begin another one, and is silent where JSON is asked for', () => {
    const lines = record(false);
    lines.output.progress(['ok  ev\u001b[31mil\n.md', 'two']);
    expect(lines.written.out).toBe('ok  ev\\u001b[31mil\\u000a.md\ntwo\n');
    const json = record(true);
    json.output.progress(['one']);
    expect(json.written.out).toBe('');
  });

  test('as JSON is one value, failures included', () => {
    const { output, written } = record(true);
    output.failure(fail('x.y', 'It did not work.', { line: 3 }).error);
    expect(JSON.parse(written.out)).toEqual({
      error: { code: 'x.y', message: 'It did not work.', facts: { line: 3 } },
    });
  });
});
