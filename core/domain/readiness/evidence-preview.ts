import { z } from 'zod';

/** The most of a text that is shown; formatted ones are drawn with more effort, or folded with less. */
export const TEXT_SHOWN_BYTES = { text: 256 * 1024, markdown: 128 * 1024, json: 1024 * 1024 } as const;
/** The largest picture that is shown. */
export const PICTURE_SHOWN_BYTES = 8 * 1024 * 1024;
/** Of suites, and of tests that did not pass. */
export const TESTS_SHOWN = 100;

export const PICTURE_TYPES = ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/svg+xml'] as const;

const Count = z.number().int().min(0);
const TestCounts = z.object({
  passed: Count,
  failed: Count,
  errored: Count,
  skipped: Count,
  /** With a status in words of its own. */
  unclear: Count,
  seconds: z.number(),
});

/** What a file of evidence holds, as far as it is shown. */
export const EvidencePreview = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('text'),
    format: z.enum(['text', 'markdown', 'json']),
    text: z.string(),
    /** Of how many the text shown is the beginning. */
    bytes: Count,
    shownBytes: Count,
  }),
  z.object({
    kind: z.literal('tests'),
    bytes: Count,
    counts: TestCounts,
    /** In the order of the report, of at most `suitesTotal`. */
    suites: z.array(TestCounts.extend({ name: z.string() })),
    suitesTotal: Count,
    /** Tests that failed or ended with an error, of at most `failuresTotal`. */
    failures: z.array(
      z.object({
        suite: z.string(),
        test: z.string(),
        outcome: z.enum(['failed', 'errored']),
        says: z.string(),
      }),
    ),
    failuresTotal: Count,
  }),
  z.object({
    kind: z.literal('picture'),
    mime: z.enum(PICTURE_TYPES),
    base64: z.base64(),
    bytes: Count,
    width: Count,
    height: Count,
  }),
  /** Why nothing is shown. */
  z.object({ kind: z.literal('nothing'), says: z.string() }),
]);
export type EvidencePreview = z.output<typeof EvidencePreview>;

export const PreviewedEvidence = z.object({
  preview: EvidencePreview,
  /** Whether the file still has the digest it was added with; null where that is not known. */
  isAsAdded: z.boolean().nullable(),
});
export type PreviewedEvidence = z.output<typeof PreviewedEvidence>;
