import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';

/** What an unrelated GFM parser sees in a text; the oracle `tracker check` prints beside our own reading. */
export interface GfmCount {
  readonly tables: number;
  readonly rows: number;
  readonly cells: number;
  readonly checks: number;
  readonly checked: number;
  readonly headings: number;
  /** 1-based lines of tables and of checked or open boxes, for naming what was missed. */
  readonly tableLines: readonly number[];
  readonly checkLines: readonly number[];
}

interface Node {
  readonly type: string;
  readonly children?: readonly Node[];
  readonly checked?: boolean | null | undefined;
  readonly position?: { readonly start: { readonly line: number } } | undefined;
}

/** Nothing inside a line makes or breaks a table or a box, and reading it takes most of the time of a large file. */
const WITHIN_LINES =
  'attention autolink characterEscape characterReference codeText hardBreakEscape htmlText labelEnd labelStartImage ' +
  'labelStartLink strikethrough wwwAutolink protocolAutolink emailAutolink gfmFootnoteCall gfmPotentialFootnoteCall';
const BLOCKS_ONLY = { disable: { null: WITHIN_LINES.split(' ') } };

/** Counts tables, their body rows and cells, and task boxes. The text must not begin with front matter. */
export function countGfm(markdown: string): GfmCount {
  const tableLines: number[] = [];
  const checkLines: number[] = [];
  let rows = 0;
  let cells = 0;
  let checked = 0;
  let headings = 0;
  const tree: Node = fromMarkdown(markdown, {
    extensions: [gfm(), BLOCKS_ONLY],
    mdastExtensions: [gfmFromMarkdown()],
  });
  const pending: Node[] = [tree];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    const line = node.position?.start.line ?? 0;
    if (node.type === 'heading') headings += 1;
    if (node.type === 'table') {
      tableLines.push(line);
      const body = (node.children ?? []).slice(1);
      rows += body.length;
      cells += body.reduce((sum, row) => sum + (row.children?.length ?? 0), 0);
    }
    if (node.type === 'listItem' && typeof node.checked === 'boolean') {
      checkLines.push(line);
      if (node.checked) checked += 1;
    }
    pending.push(...(node.children ?? []));
  }
  return {
    tables: tableLines.length,
    rows,
    cells,
    checks: checkLines.length,
    checked,
    headings,
    tableLines: tableLines.sort((a, b) => a - b),
    checkLines: checkLines.sort((a, b) => a - b),
  };
}
