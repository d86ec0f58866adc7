import { z } from 'zod';

export const NoInput = z.object({});

/** Where a private key is needed, it may be out of reach. */
export const signingErrors = ['secret.locked', 'secret.unreadable', 'secret.write-failed'] as const;

/** That it worked; or nothing beside the rows. */
export const Nothing = z.object({});

const Fact = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string()).readonly()]);
/** A failure as a value that an answer holds. */
export const FailureValue = z.object({
  code: z.string(),
  message: z.string(),
  retryable: z.boolean(),
  facts: z.record(z.string(), Fact),
});
