import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { violatedInvariants } from '../../core/domain/trackers/check/invariants.ts';
import { profiles } from '../../core/domain/trackers/profiles/registry.ts';
import { readChunks } from '../../core/domain/trackers/read/chunks.ts';
import { createSectionCache, parseTracker } from '../../core/domain/trackers/read/parse.ts';
import { noCache } from '../../core/domain/trackers/read/section-cache.ts';
import { readBlocks } from '../../core/domain/trackers/text/read-blocks.ts';
import { decode, encode } from '../../core/domain/trackers/text/text.ts';
import { atOnce } from '../../core/kernel/steps.ts';
import { anyBytes, anyText, markdownText } from './markdown-arbitrary.ts';

const runs = { numRuns: 400 };

describe('reading any tracker', () => {
  it('gives back the very bytes when nothing was edited', () => {
    fc.assert(
      fc.property(anyBytes, (bytes) => {
        const doc = parseTracker(decode(bytes));
        expect(encode(doc.text)).toEqual(bytes);
      }),
      runs,
    );
  });

  it('never throws and keeps its promises about spans, addresses and parents, under every profile', () => {
    fc.assert(
      fc.property(
        anyText,
        fc.constantFrom(null, ...profiles.map((profile) => profile.id)),
        (text, profile) => {
          const doc = parseTracker(text, { profile, fileName: 'any.md' });
          expect(violatedInvariants(doc)).toEqual([]);
          for (const field of doc.meta) expect(text.slice(field.span.start, field.span.end)).toBe(field.raw);
          for (const entry of doc.log) expect(entry.span.end).toBeLessThanOrEqual(text.length);
        },
      ),
      { numRuns: 800 },
    );
  });

  it('finds in sections read apart the blocks of the whole document', () => {
    fc.assert(
      fc.property(markdownText, (text) => {
        const place = (block: { type: string; start: number; end: number }, by: number) =>
          `${block.type} ${block.start + by}-${block.end + by}`;
        const whole = readBlocks(text).blocks.map((block) => place(block, 0));
        const apart = atOnce(readChunks(text, 0, 0, noCache)).flatMap((chunk) =>
          chunk.read.blocks.map((block) => place(block, chunk.start)),
        );
        expect(apart).toEqual(whole);
      }),
      { numRuns: 1500, examples: [['```mermaid\n    ```\n## Phase 3\n']] },
    );
  });

  it('reads the same with what an earlier version left in the cache as without it', () => {
    fc.assert(
      fc.property(markdownText, markdownText, fc.nat(), (text, other, at) => {
        const cache = createSectionCache(50);
        parseTracker(text, { cache });
        const cut = at % (text.length + 1);
        const edited = text.slice(0, cut) + other.slice(0, 30) + text.slice(cut);
        expect(parseTracker(edited, { cache })).toEqual(parseTracker(edited));
        expect(parseTracker(text, { cache })).toEqual(parseTracker(text));
      }),
      runs,
    );
  });
});
