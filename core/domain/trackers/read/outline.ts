import type { ParsedSection } from '../model.ts';
import { UniqueNames } from '../text/slug.ts';
import type { Chunk } from './chunks.ts';
import type { ChunkDraft } from './draft.ts';
import { addressOf } from './placing/address-book.ts';

/** A section with its place in the document, and what its items hang on. */
export interface OutlineSection {
  readonly parsed: ParsedSection;
  /** End of the section and all below it. */
  readonly subtreeEnd: number;
  /** Address of the item its heading is, if it is one. */
  readonly item: string | null;
  /** Address of the nearest heading item around the section. */
  readonly enclosing: string | null;
}

interface Entry {
  readonly level: number;
  readonly path: string;
  readonly item: string | null;
}

/** Lays all sections out: unique paths, absolute places, and the heading items around each. */
export function buildOutline(
  chunks: readonly Chunk[],
  drafts: readonly ChunkDraft[],
  textLength: number,
): OutlineSection[] {
  const paths = new UniqueNames();
  const around: Entry[] = [];
  const open: { -readonly [Key in keyof OutlineSection]: OutlineSection[Key] }[] = [];
  chunks.forEach((chunk, at) => {
    const draft = drafts[at];
    for (const section of draft?.sections ?? []) {
      if (section.level > 0)
        while (around.length > 0 && (around.at(-1)?.level ?? 0) >= section.level) around.pop();
      const above = around.at(-1)?.path ?? '';
      const slug = section.slug || 'section';
      const path = section.level === 0 ? '' : paths.take(above === '' ? slug : `${above}/${slug}`);
      const enclosing = around.findLast((entry) => entry.item !== null)?.item ?? null;
      const key = draft?.items[section.item]?.key;
      const item = key === undefined ? null : addressOf(path, key);
      const { heading } = section;
      open.push({
        parsed: {
          path,
          title: section.title,
          level: section.level,
          heading:
            heading === null ? null : { start: heading.start + chunk.start, end: heading.end + chunk.start },
          span: { start: section.level === 0 ? 0 : section.start + chunk.start, end: textLength },
          line: section.level === 0 ? 1 : section.line + chunk.line + 1,
          role: section.role,
        },
        subtreeEnd: textLength,
        item,
        enclosing,
      });
      if (section.level > 0) around.push({ level: section.level, path, item });
    }
  });
  closeSections(open);
  return open;
}

/** Ends each section at the next heading, and each subtree at the next heading of its level or above. */
function closeSections(open: { parsed: ParsedSection; subtreeEnd: number }[]): void {
  const pending: { parsed: ParsedSection; subtreeEnd: number }[] = [];
  open.forEach((section, at) => {
    const { start } = section.parsed.span;
    const before = open[at - 1];
    if (before !== undefined)
      before.parsed = { ...before.parsed, span: { start: before.parsed.span.start, end: start } };
    while (pending.length > 0 && (pending.at(-1)?.parsed.level ?? 0) >= section.parsed.level) {
      const done = pending.pop();
      if (done !== undefined) done.subtreeEnd = start;
    }
    pending.push(section);
  });
}
