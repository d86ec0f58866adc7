import type { Steps } from '../../../kernel/steps.ts';
import type { ChunkBlocks } from '../text/read-blocks.ts';
import { isStatusLabel } from '../vocabulary/label-status.ts';
import type { SectionCache } from './section-cache.ts';

/** A part of the document whose block structure depends on nothing outside it. */
export interface Chunk {
  readonly start: number;
  /** 0-based line of `start` in the document. */
  readonly line: number;
  readonly read: ChunkBlocks;
}

/**
 * Cuts the text before every heading mark at a line's start, reads each piece (from the cache where its text is
 * known), and joins a piece with what follows it whenever its last block was still open: a fence, a comment, raw
 * HTML. So the pieces' structure is the whole document's structure.
 */
export function* readChunks(
  text: string,
  from: number,
  firstLine: number,
  cache: SectionCache,
): Steps<Chunk[]> {
  cache.begin(text.length);
  const cuts = headingCuts(text, from);
  const chunks: Chunk[] = [];
  let line = firstLine;
  for (let at = 0; at + 1 < cuts.length; ) {
    const start = cuts[at] ?? text.length;
    let taken = 1;
    let read = cache.blocks(text.slice(start, cuts[at + taken]));
    // Doubling keeps a long fence full of comment lines from being read once per line.
    while (read.open && at + taken + 1 < cuts.length) {
      taken = Math.min(taken * 2, cuts.length - 1 - at);
      read = cache.blocks(text.slice(start, cuts[at + taken]));
    }
    if (taken > 1) {
      taken = nextHeading(read, start, cuts, at) ?? taken;
      read = cache.blocks(text.slice(start, cuts[at + taken]));
    }
    chunks.push({ start, line, read });
    line += read.lines;
    at += taken;
    yield;
  }
  return chunks;
}

/** How many cuts on the first heading stands that a piece read too far turned out to hold, if there is one. */
function nextHeading(read: ChunkBlocks, start: number, cuts: readonly number[], at: number): number | null {
  for (const block of read.blocks) {
    if (block.type !== 'heading' || !block.opensSection || block.start === 0) continue;
    const cut = cuts.indexOf(start + block.start, at);
    if (cut !== -1) return cut - at;
  }
  return null;
}

const HEADING_MARK = /#{1,6}(?:[ \t\r\n]|$)/uy;

/** `### Status: done` belongs to the heading above it, so it stays in that one's piece. */
const LABEL_HEADING = /^#{2,6}[ \t]+(?:\*\*)?([\p{L} ]{2,20})[:：]/u;

function isStatusHeading(line: string): boolean {
  const label = LABEL_HEADING.exec(line)?.[1];
  return label !== undefined && isStatusLabel(label);
}

/** Offsets at which pieces may begin, the start and the end included. */
function headingCuts(text: string, from: number): number[] {
  const cuts = [from];
  for (let at = text.indexOf('\n#', from); at !== -1; at = text.indexOf('\n#', at + 1)) {
    HEADING_MARK.lastIndex = at + 1;
    if (HEADING_MARK.test(text) && !isStatusHeading(text.slice(at + 1, at + 60))) cuts.push(at + 1);
  }
  if (from < text.length || cuts.length === 1) cuts.push(text.length);
  return cuts;
}
