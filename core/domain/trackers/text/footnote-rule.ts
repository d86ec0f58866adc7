import type { MarkdownIt, StateBlock } from 'markdown-it';

const LABEL = /\[\^(?:[^\s[\]\\]|\\[^\s])+\]:/uy;
/** A footnote's further lines are indented by this much. */
const INDENT = 4;

/**
 * GFM footnote definitions are containers: they end a table or paragraph above them and may hold lists and tables.
 * Written against `Ruler` and `StateBlock`, which markdown-it documents as its plugin interface.
 */
export function useFootnotes(md: MarkdownIt): void {
  md.block.ruler.before('reference', 'footnote', footnote, {
    alt: ['paragraph', 'reference', 'blockquote', 'list'],
  });
}

function footnote(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  const shift = state.tShift[startLine] ?? 0;
  const mark = state.bMarks[startLine] ?? 0;
  const indent = state.sCount[startLine] ?? 0;
  if (indent - state.blkIndent >= 4) return false;
  LABEL.lastIndex = mark + shift;
  const found = LABEL.exec(state.src);
  if (found === null || LABEL.lastIndex > (state.eMarks[startLine] ?? 0)) return false;
  if (silent) return true;

  const parent = state.parentType;
  const content = mark + shift + found[0].length;
  const blanks = countBlanks(state, content, state.eMarks[startLine] ?? content);
  state.push('footnote_open', '', 1).map = [startLine, endLine];
  state.bMarks[startLine] = content;
  state.tShift[startLine] = blanks;
  state.blkIndent += INDENT;
  // The first line counts as indented by right, whatever stands before its text.
  state.sCount[startLine] = state.blkIndent + (blanks > INDENT ? blanks - 1 : 0);
  state.parentType = 'footnote';
  state.md.block.tokenize(state, startLine, endLine);
  state.parentType = parent;
  state.blkIndent -= INDENT;
  state.bMarks[startLine] = mark;
  state.tShift[startLine] = shift;
  state.sCount[startLine] = indent;
  state.push('footnote_close', '', -1);
  return true;
}

function countBlanks(state: StateBlock, from: number, to: number): number {
  let at = from;
  while (at < to && (state.src.charCodeAt(at) === 32 || state.src.charCodeAt(at) === 9)) at += 1;
  return at - from;
}
