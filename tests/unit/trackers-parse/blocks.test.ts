import { describe, expect, it } from 'vitest';
import { countGfm } from '../../../core/domain/trackers/check/gfm-count.ts';
import { readChunks } from '../../../core/domain/trackers/read/chunks.ts';
import { noCache } from '../../../core/domain/trackers/read/section-cache.ts';
import type { ItemBlock, TableBlock } from '../../../core/domain/trackers/text/blocks.ts';
import { cellSpans } from '../../../core/domain/trackers/text/cells.ts';
import { readBlocks } from '../../../core/domain/trackers/text/read-blocks.ts';
import { atOnce } from '../../../core/kernel/steps.ts';

function tables(text: string): TableBlock[] {
  return readBlocks(text).blocks.filter((block) => block.type === 'table');
}

function checks(text: string): string[] {
  const items = readBlocks(text).blocks.filter(
    (block): block is ItemBlock => block.type === 'item' && block.check !== null,
  );
  return items.map((item) => text.slice(item.check?.start, item.check?.end));
}

function cells(row: string): string[] {
  return cellSpans(row, { start: 0, end: row.length }).map((span) => row.slice(span.start, span.end));
}

describe('rows', () => {
  it.each([
    ['| a | b |', ['a', 'b']],
    ['a | b', ['a', 'b']],
    ['| a | b', ['a', 'b']],
    ['|a||b|', ['a', '', 'b']],
    ['| a \\| b | c |', ['a \\| b', 'c']],
    ['| a \\\\| b |', ['a \\\\', 'b']],
    ['| `a | b` |', ['`a', 'b`']],
    ['|  |', ['']],
    ['|', []],
  ])('%s are cut at their unescaped bars', (row, expected) => {
    expect(cells(row)).toEqual(expected);
  });

  it('hold an empty cell where text would go', () => {
    expect(cellSpans('| a |   | b |', { start: 0, end: 13 })[1]).toEqual({ start: 6, end: 6 });
    expect(cellSpans('||', { start: 0, end: 2 })[0]).toEqual({ start: 1, end: 1 });
  });
});

describe('tables', () => {
  const plain = '| a | b |\n|---|:-:|\n| 1 | 2 |\n';

  it.each([
    ['without bars at the ends', 'a | b\n--- | ---\n1 | 2'],
    ['with CRLF', plain.replaceAll('\n', '\r\n')],
    ['with lone carriage returns', plain.replaceAll('\n', '\r')],
    ['in a quote', plain.replaceAll(/^/gmu, '> ').trimEnd()],
    ['in a list', `- item\n\n${plain.replaceAll(/^/gmu, '  ').trimEnd()}`],
    ['right below a paragraph', `words\n${plain}`],
    ['of one column', '|a|\n|-|\n|b|\n'],
    ['in a footnote', `[^1]: note\n\n${plain.replaceAll(/^/gmu, '    ').trimEnd()}`],
  ])('%s are found as the oracle finds them', (_where, text) => {
    expect(tables(text)).toHaveLength(1);
    expect(countGfm(text).tables).toBe(1);
  });

  it.each([
    ['cells are too few in the header', '| a |\n|---|---|\n'],
    ['there is no delimiter row', '| a | b |\n| c | d |\n'],
    ['they are code', '    | a | b |\n    |---|---|\n'],
    ['they are fenced', '```\n| a | b |\n|---|---|\n```\n'],
    ['they are commented out', '<!--\n| a | b |\n|---|---|\n-->\n'],
  ])('are none where %s', (_why, text) => {
    expect(tables(text)).toHaveLength(0);
    expect(countGfm(text).tables).toBe(0);
  });

  it('end at a blank line, a heading, a list, a fence, a lone tag and a footnote', () => {
    for (const end of ['', '# h', '- item', '```', '<b>', '[^1]: x']) {
      expect(tables(`${plain}${end}\n| 3 | 4 |\n`)[0]?.rows).toHaveLength(3);
    }
  });

  it('of ten thousand rows keep every row', () => {
    const [table] = tables(plain + '| x | y |\n'.repeat(10_000));
    expect(table?.rows).toHaveLength(10_003);
  });
});

describe('check boxes', () => {
  it('are found at any depth and by any marker', () => {
    const text = '- [ ] a\n  * [x] b\n    1. [X] c\n       + [ ] d\n> - [x] e\n';
    expect(checks(text)).toEqual([' ', 'x', 'X', ' ', 'x']);
    expect(countGfm(text).checks).toBe(5);
  });

  it.each(['- [ ]', '- [x]glued', '- [y] other', '[ ] no item', '- text [ ] late', '- [ ](link)'])(
    'are none in %j',
    (text) => {
      expect(checks(text)).toEqual([]);
      expect(countGfm(text).checks).toBe(0);
    },
  );

  it('may stand hundreds of levels deep without ending the stack', () => {
    const deep = Array.from({ length: 2000 }, (_, depth) => `${'  '.repeat(depth)}- [ ] level ${depth}`).join(
      '\n',
    );
    expect(checks(deep).length).toBeGreaterThan(90);
    expect(readBlocks('>'.repeat(50_000)).blocks.length).toBeGreaterThanOrEqual(0);
  });
});

describe('pieces', () => {
  it('begin at headings, but not inside fences, comments and raw HTML', () => {
    const text =
      '# One\n\n```sh\n# comment\n# another\n```\n\n<!--\n# hidden\n-->\n\n<div>\n# raw\n\n# Two\n\ntext\n## Three\n';
    const starts = atOnce(readChunks(text, 0, 0, noCache)).map((chunk) =>
      text.slice(chunk.start, text.indexOf('\n', chunk.start)),
    );
    expect(starts).toEqual(['# One', '# Two', '## Three']);
  });

  it('tell the line they begin at', () => {
    const chunks = atOnce(readChunks('a\r\nb\r\n# c\r\nd\r\n# e', 0, 0, noCache));
    expect(chunks.map((chunk) => chunk.line)).toEqual([0, 2, 4]);
  });
});
