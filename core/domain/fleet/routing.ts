import { z } from 'zod';
import { EndpointId } from '../../kernel/ids.ts';
import { Tier } from './tasks/task.ts';

export const EndpointKind = z.enum(['ollama', 'openai']);
export type EndpointKind = z.infer<typeof EndpointKind>;

/** unknown: not checked yet. A model name is only known while the endpoint answers. */
export const EndpointHealth = z.enum(['unknown', 'healthy', 'unhealthy']);
export type EndpointHealth = z.infer<typeof EndpointHealth>;

export const EndpointSpec = z.object({
  name: z.string().trim().min(1).max(100),
  kind: EndpointKind,
  /** Base address, e.g. `http://localhost:11434`. */
  url: z
    .url({ protocol: /^https?$/ })
    .max(500)
    .refine((url) => !/^https?:\/\/[^/?#]*@/i.test(url), {
      error: 'A name or password in an address would stand in the log and on screens. Leave it out.',
    }),
  /** Which tiers may run here. */
  tiers: z.array(Tier).min(1),
  /** Models to use, best first; empty takes whatever it offers, in its order. */
  models: z.array(z.string().min(1).max(200)).max(50).default([]),
  /** Host name of a machine that reports its resources, to weigh its load. */
  host: z.string().max(200).nullable().default(null),
});
export type EndpointSpec = z.output<typeof EndpointSpec>;

/** What carries a task out, decided by the scheduler and sent with the assignment. */
export const Target = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('shell') }),
  z.object({
    kind: z.literal('ollama'),
    endpointId: EndpointId,
    url: z.string(),
    model: z.string(),
  }),
  z.object({
    kind: z.literal('openai'),
    endpointId: EndpointId,
    url: z.string(),
    /** Null: the server tells what it offers only to who has a key. The agent asks it, with its own. */
    model: z.string().nullable(),
  }),
  z.object({ kind: z.literal('messages-api'), model: z.string() }),
  z.object({ kind: z.literal('command'), profile: z.string(), model: z.string().nullable() }),
]);
export type Target = z.infer<typeof Target>;

/** The order in which kinds of target are tried for a tier: the tier's chain. */
export const RouteKind = z.enum(['ollama', 'openai', 'command', 'messages-api']);
export type RouteKind = z.infer<typeof RouteKind>;
export const Routes = z.object({
  trivial: z.array(RouteKind).min(1),
  standard: z.array(RouteKind).min(1),
  complex: z.array(RouteKind).min(1),
});
export type Routes = z.infer<typeof Routes>;

/** Why an agent and a target were chosen; kept with the attempt. */
export const Decision = z.object({
  /** One sentence per reason, the deciding one first. */
  because: z.array(z.string()).min(1),
  tier: Tier,
  target: Target,
  /** Agents that could have taken it at that moment. */
  candidates: z.number().int().nonnegative(),
  /** The kind that should have run it, when a fallback was taken. */
  fallbackFrom: RouteKind.nullable(),
  /** Higher is better; only comparable within one decision. */
  score: z.number(),
});
export type Decision = z.infer<typeof Decision>;

/** What was found at another server says nothing about this one. */
export const isSameServer = (a: EndpointSpec, b: EndpointSpec): boolean =>
  a.url === b.url && a.kind === b.kind;
