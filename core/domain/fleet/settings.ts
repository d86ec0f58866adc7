import { z } from 'zod';
import { Budget } from './money.ts';
import { Routes } from './routing.ts';

/** How the hub behaves; every number carries its unit in its name. The defaults are what `docs/guide` tells. */
export const FleetSettings = z.object({
  /** An offered task must be accepted within this time, else it is reclaimed. */
  acceptSeconds: z.number().int().min(5).max(600).default(60),
  /** How often a sidecar is asked to send a heartbeat. */
  heartbeatSeconds: z.number().int().min(1).max(300).default(10),
  /** Without a heartbeat for this long an agent is cut off and counts as offline. */
  silentSeconds: z.number().int().min(3).max(900).default(45),
  /** How long a vanished agent may come back to its task before another gets it. */
  returnSeconds: z.number().int().min(0).max(600).default(5),
  /** The same after the hub itself was away: then nobody vanished. */
  restartReturnSeconds: z.number().int().min(0).max(600).default(30),
  /** A working task without progress for this long is taken away. */
  stuckMinutes: z.number().int().min(1).max(1440).default(10),
  /** A task that cannot be routed to its tier's first kind of target tries the next after this long. */
  fallbackSeconds: z.number().int().min(0).max(3600).default(5),
  /** First pause before a retry; each further one is twice as long, at most `retryMaxSeconds`. */
  retrySeconds: z.number().int().min(0).max(3600).default(2),
  retryMaxSeconds: z.number().int().min(1).max(86_400).default(300),
  /** Times a task may lose its agent before it becomes a dead letter. */
  maxReclaims: z.number().int().min(1).max(100).default(5),
  routes: Routes.default({
    trivial: ['ollama', 'openai', 'command', 'messages-api'],
    standard: ['ollama', 'openai', 'command', 'messages-api'],
    complex: ['messages-api', 'command', 'openai', 'ollama'],
  }),
  /** For tasks that name none. */
  defaultBudget: Budget.nullable().default(null),
});
export type FleetSettings = z.output<typeof FleetSettings>;

export const defaultFleetSettings: FleetSettings = FleetSettings.parse({});

/** Requests a client may make per minute, by how much work they are. */
export const RateTier = z.enum(['light', 'normal', 'heavy']);
export type RateTier = z.infer<typeof RateTier>;
export const RateLimits = z.object({
  light: z.number().int().min(1).max(1_000_000),
  normal: z.number().int().min(1).max(1_000_000),
  heavy: z.number().int().min(1).max(1_000_000),
});
export type RateLimits = z.infer<typeof RateLimits>;
