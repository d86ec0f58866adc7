import { z } from 'zod';
import { Budget } from './money/money.ts';
import { UnknownCost } from './money/spending.ts';
import { Routes } from './routing.ts';

/** What can be set; every number carries its unit in its name. */
const fields = {
  /** An offered task must be accepted within this time, else it is reclaimed. */
  acceptSeconds: z.number().int().min(5).max(600),
  /** How often a sidecar is asked to send a heartbeat. */
  heartbeatSeconds: z.number().int().min(1).max(300),
  /** Without a heartbeat for this long an agent is cut off and counts as offline. */
  silentSeconds: z.number().int().min(3).max(900),
  /** How long a vanished agent may come back to its task before another gets it. */
  returnSeconds: z.number().int().min(0).max(600),
  /** The same after the hub itself was away: then nobody vanished. */
  restartReturnSeconds: z.number().int().min(0).max(600),
  /** A working task of which nothing was heard for this long is taken away; heartbeats of its agent don't count. */
  stuckMinutes: z.number().int().min(1).max(1440),
  /** A task that cannot be routed to its tier's first kind of target tries the next after this long. */
  fallbackSeconds: z.number().int().min(0).max(3600),
  /** First pause before a retry; each further one is twice as long, at most `retryMaxSeconds`. */
  retrySeconds: z.number().int().min(0).max(3600),
  retryMaxSeconds: z.number().int().min(1).max(86_400),
  /** Times a task may lose its agent before it becomes a dead letter. */
  maxReclaims: z.number().int().min(1).max(100),
  routes: Routes,
  /** For tasks that name none. */
  defaultBudget: Budget.nullable(),
  /** Whether a task whose money budget can't be watched is stopped, or goes on and says so. */
  unknownCost: UnknownCost,
};

/** How the hub behaves. The defaults are what `docs/guide` tells. */
export const FleetSettings = z.object({
  acceptSeconds: fields.acceptSeconds.default(60),
  heartbeatSeconds: fields.heartbeatSeconds.default(10),
  silentSeconds: fields.silentSeconds.default(45),
  returnSeconds: fields.returnSeconds.default(5),
  restartReturnSeconds: fields.restartReturnSeconds.default(30),
  stuckMinutes: fields.stuckMinutes.default(10),
  fallbackSeconds: fields.fallbackSeconds.default(5),
  retrySeconds: fields.retrySeconds.default(2),
  retryMaxSeconds: fields.retryMaxSeconds.default(300),
  maxReclaims: fields.maxReclaims.default(5),
  routes: fields.routes.default({
    trivial: ['ollama', 'openai', 'command', 'messages-api'],
    standard: ['ollama', 'openai', 'command', 'messages-api'],
    complex: ['messages-api', 'command', 'openai', 'ollama'],
  }),
  defaultBudget: fields.defaultBudget.default(null),
  unknownCost: fields.unknownCost.default('stop'),
});
export type FleetSettings = z.output<typeof FleetSettings>;

/** A change names what it sets and nothing else; what it leaves out stays as it is, whatever its default. */
export const FleetSettingsChange = z.strictObject(fields).partial();

export const defaultFleetSettings: FleetSettings = FleetSettings.parse({});

export interface Contradiction {
  /** The one to change. */
  readonly field: 'silentSeconds' | 'retryMaxSeconds';
  readonly text: string;
}

/** Numbers that make no sense together, whoever sets them. */
export function contradictionsIn(settings: FleetSettings): readonly Contradiction[] {
  const { heartbeatSeconds, silentSeconds, retrySeconds, retryMaxSeconds } = settings;
  const found: Contradiction[] = [];
  if (silentSeconds < heartbeatSeconds * 2) {
    const text = `An agent that sends a heartbeat every ${heartbeatSeconds} s can't be called silent after ${silentSeconds} s: allow at least ${heartbeatSeconds * 2} s.`;
    found.push({ field: 'silentSeconds', text });
  }
  if (retryMaxSeconds < retrySeconds) {
    const text = `The longest pause before a retry (${retryMaxSeconds} s) is shorter than the first one (${retrySeconds} s).`;
    found.push({ field: 'retryMaxSeconds', text });
  }
  return found;
}

/** Requests a client may make per minute, by how expensive they are. */
export const RateTier = z.enum(['light', 'normal', 'heavy']);
export type RateTier = z.infer<typeof RateTier>;
export const RateLimits = z.object({
  light: z.number().int().min(1).max(1_000_000),
  normal: z.number().int().min(1).max(1_000_000),
  heavy: z.number().int().min(1).max(1_000_000),
});
export type RateLimits = z.infer<typeof RateLimits>;

/** Where the hub listens. `host` other than loopback needs a certificate and its key. */
export const HubListen = z.object({
  enabled: z.boolean(),
  host: z.string().min(1).max(255),
  port: z.number().int().min(0).max(65_535),
  certificateFile: z.string().max(1000).nullable(),
  keyFile: z.string().max(1000).nullable(),
});
export type HubListen = z.output<typeof HubListen>;
