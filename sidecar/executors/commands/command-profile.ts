import { z } from 'zod';
import { JsonPath } from './json-path.ts';

/** Values at places of a line. */
const Values = z.record(z.string(), z.string());
export type Values = z.output<typeof Values>;

/** Where a fact is found: `path` in every line that has these values at these places. */
const Rule = z.object({ when: Values.default({}), path: JsonPath }).strict();
export type Rule = z.output<typeof Rule>;

const rules = z.array(Rule).max(20).default([]);

/** Counts of tokens in a line. Each path is optional: a missing number counts as zero. */
const UsageRule = z
  .object({
    when: Values.default({}),
    /** `total` replaces what was counted before it; `part` is added, once per value of `key` (the last one counts). */
    scope: z.enum(['total', 'part']),
    key: JsonPath.nullable().default(null),
    input: JsonPath,
    output: JsonPath,
    cacheRead: JsonPath.nullable().default(null),
    cacheWrite: JsonPath.nullable().default(null),
    /** True when `input` counts what was read from a cache, too. */
    inputIncludesCache: z.boolean().default(false),
  })
  .strict();
export type UsageRule = z.output<typeof UsageRule>;

/** What the lines of a command's output mean. */
const Reading = z
  .object({
    /** What the model says. */
    text: rules,
    /** True when texts are pieces of one text rather than lines. */
    textInPieces: z.boolean().default(false),
    /** Names of tools it uses, and what it does with them. */
    tools: rules,
    toolDetails: rules,
    usage: z.array(UsageRule).max(10).default([]),
    /** What the command itself says the run cost, in `costCurrency`. */
    cost: rules,
    costCurrency: z
      .string()
      .regex(/^[A-Z]{3}$/)
      .nullable()
      .default(null),
    model: rules,
    result: rules,
    error: rules,
    session: rules,
    /**
     * Lines that are the last word of a run, and which of them say that it went well. A profile without them goes by the
     * exit code.
     */
    end: z.array(Values).max(10).default([]),
    success: z.array(Values).max(10).default([]),
  })
  .strict();
export type Reading = z.output<typeof Reading>;

/**
 * A command-line agent as data. `{model}` and `{prompt}` in arguments are replaced; with `prompt: stdin` the prompt is
 * written to its standard input. A reading of null takes the output as plain text.
 */
export const CommandProfile = z
  .object({
    command: z.string().min(1).max(500),
    args: z.array(z.string().max(2000)).max(50),
    /** Added behind `args` when a model is chosen. */
    modelArgs: z.array(z.string().max(500)).max(10).default([]),
    /** Added on a fix run, `{session}` replaced, when the run before said its session. */
    resumeArgs: z.array(z.string().max(500)).max(10).default([]),
    /** Added last, for instance where the prompt stands. */
    lastArgs: z.array(z.string().max(2000)).max(10).default([]),
    prompt: z.enum(['stdin', 'argument']),
    reading: Reading.nullable(),
    /** A program that is still there so long after its last word is ended. */
    endSeconds: z.number().int().min(1).max(600).default(15),
  })
  .strict();
export type CommandProfile = z.output<typeof CommandProfile>;
