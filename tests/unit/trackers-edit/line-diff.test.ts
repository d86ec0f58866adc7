import { describe, expect, it } from 'vitest';
import { changesBetween } from '../../../core/domain/trackers/text/align.ts';
import { diffLines } from '../../../core/domain/trackers/text/line-diff.ts';

const numbered = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => `line ${from + i}\n`).join('');

describe('the line diff', () => {
  it('shows a changed line between three lines of context and folds the rest', () => {
    const old = numbered(1, 20);
    const diff = diffLines(old, old.replace('line 10\n', 'line ten\n'));
    expect(
      diff.lines.map((line) => `${line.kind} ${line.oldLine ?? '-'} ${line.newLine ?? '-'} ${line.text}`),
    ).toEqual([
      'gap - - 6 unchanged lines',
      'same 7 7 line 7',
      'same 8 8 line 8',
      'same 9 9 line 9',
      'removed 10 - line 10',
      'added - 10 line ten',
      'same 11 11 line 11',
      'same 12 12 line 12',
      'same 13 13 line 13',
      'gap - - 7 unchanged lines',
    ]);
    expect(diff).toMatchObject({ added: 1, removed: 1, same: false });
  });

  it('says that equal texts are the same, without lines', () => {
    expect(diffLines('a\nb\n', 'a\nb\n')).toEqual({ lines: [], added: 0, removed: 0, same: true });
  });

  it('makes a changed line end visible', () => {
    const diff = diffLines('a\r\nb\n', 'a\nb\n');
    expect(diff.lines.slice(0, 2).map((line) => line.text)).toEqual(['a␍␊', 'a␊']);
    expect(diffLines('a', 'a\n').lines.map((line) => line.text)).toEqual(['a', 'a␊']);
  });

  it('does not fold what would not get shorter', () => {
    const diff = diffLines(numbered(1, 8), numbered(2, 7));
    expect(diff.lines.map((line) => line.kind)).toEqual([
      'removed',
      'same',
      'same',
      'same',
      'same',
      'same',
      'same',
      'removed',
    ]);
  });

  it('stays quick on long texts that share nothing', () => {
    const old = Array.from({ length: 20_000 }, (_, i) => `old ${i % 50}\n`).join('');
    const fresh = Array.from({ length: 20_000 }, (_, i) => `new ${i % 50}\n`).join('');
    const diff = diffLines(old, fresh);
    expect(diff).toMatchObject({ added: 20_000, removed: 20_000 });
    expect(diff.lines.length).toBe(5001);
  });

  it('anchors on lines that occur once, so a moved block does not drag its surroundings along', () => {
    const changes = changesBetween(['', 'a', '', 'b', '', 'c', ''], ['', 'b', '', 'c', '', 'a', '']);
    expect(
      changes.flatMap((change) => ['', 'a', '', 'b', '', 'c', ''].slice(change.start, change.end)),
    ).toContain('a');
    expect(
      changes.flatMap((change) => ['', 'a', '', 'b', '', 'c', ''].slice(change.start, change.end)),
    ).not.toContain('b');
  });
});
