import type { TrackerMapping } from './mapping.ts';
import type { ParsedDocument } from './model.ts';
import { type SectionCache, createSectionCache } from './section-cache.ts';
import { lineStarts } from './text.ts';

export type { SectionCache };
export { createSectionCache };

export interface ParseOptions {
  readonly fileName?: string;
  /** Profile id; null or absent lets the best-ranked one read it. */
  readonly profile?: string | null;
  readonly mapping?: TrackerMapping | null;
  readonly cache?: SectionCache;
}

/** Reads a tracker. Pure and deterministic; never throws, whatever the text. */
export function parseTracker(text: string, options: ParseOptions = {}): ParsedDocument {
  const lines = lineStarts(text).length;
  return {
    profile: options.profile ?? 'generic',
    title: options.fileName ?? '',
    text,
    meta: [],
    sections: [
      {
        path: '',
        title: '',
        level: 0,
        heading: null,
        span: { start: 0, end: text.length },
        line: Math.min(1, lines),
        role: null,
      },
    ],
    items: [],
    vocabularies: [],
    log: [],
    diagrams: [],
    recognised: { tables: 0, checks: 0 },
    skipped: [],
    guesses: [],
    lastUpdated: null,
    counts: {},
  };
}
