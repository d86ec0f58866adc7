import { z } from 'zod';

/** What the engine's process says to the shell. A utility process can't start another one, so it asks for that. */
export const FromEngine = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('failed'), message: z.string() }),
  z.object({
    kind: z.literal('start-command'),
    id: z.number(),
    args: z.array(z.string()),
    env: z.record(z.string(), z.string()),
  }),
  z.object({ kind: z.literal('end-command'), id: z.number(), force: z.boolean() }),
]);
export type FromEngine = z.infer<typeof FromEngine>;

/** What the shell says to it; `connect` brings a port along. */
export const ToEngine = z.union([
  z.literal('connect'),
  z.literal('close'),
  z.object({ kind: z.literal('command-ended'), id: z.number(), why: z.string() }),
]);
export type ToEngine = z.infer<typeof ToEngine>;
