import { z } from 'zod';

/** RFC 6901, to a member: never to the whole document. */
const Pointer = z
  .string()
  .max(1000)
  .regex(/^(?:\/(?:[^~/]|~[01])*)+$/u, 'A JSON pointer, such as /summary/p95_ms.');

export const JUNIT_COUNTS = [
  'tests',
  'passed',
  'failed',
  'errored',
  'skipped',
  /** Between 0 and 1, of the tests that were not skipped. */
  'pass-rate',
  'seconds',
] as const;

/** A number that a report holds, and where in it. */
export const Measure = z.discriminatedUnion('in', [
  /** A number of a JSON document; `true` and `false` are 1 and 0. `at`: when it was measured, ISO 8601 or seconds or milliseconds since 1970. */
  z.object({ in: z.literal('json'), pointer: Pointer, at: Pointer.exactOptional() }),
  /** Counted from the tests that a JUnit report lists, never from the totals it claims. `test`: of this one alone. */
  z.object({
    in: z.literal('junit'),
    count: z.enum(JUNIT_COUNTS),
    test: z.string().min(1).max(1000).exactOptional(),
  }),
  /** A sample in Prometheus text or OpenMetrics: the only one of that name with at least these labels. */
  z.object({
    in: z.literal('metrics'),
    name: z
      .string()
      .max(300)
      .regex(/^[A-Za-z_:][\w:]*$/u),
    labels: z.record(z.string().regex(/^[A-Za-z_]\w*$/u), z.string().max(1000)),
  }),
  /** Open results of a SARIF log: those that count as high, or all. */
  z.object({ in: z.literal('sarif'), results: z.enum(['high', 'all']) }),
]);
export type Measure = z.output<typeof Measure>;
