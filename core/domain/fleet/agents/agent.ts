import { z } from 'zod';
import { Capability } from '../tasks/task.ts';

export const AgentState = z.enum(['idle', 'assigned', 'working', 'blocked', 'offline']);
export type AgentState = z.infer<typeof AgentState>;

/**
 * The state machine of an agent. offline -> working is the return of an agent that still holds its task
 * (recovery handshake).
 */
export const agentMoves: Readonly<Record<AgentState, readonly AgentState[]>> = {
  idle: ['assigned', 'offline'],
  assigned: ['working', 'idle', 'offline'],
  working: ['blocked', 'idle', 'offline'],
  blocked: ['working', 'idle', 'offline'],
  offline: ['idle', 'working', 'blocked'],
};

export const mayMove = (from: AgentState, to: AgentState): boolean => agentMoves[from].includes(to);

/** How an agent can carry out work, as its sidecar says. */
export const ExecutorOffer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('shell') }),
  /** Can call any registered Ollama endpoint it reaches. */
  z.object({ kind: z.literal('ollama') }),
  /** Can call any registered OpenAI-compatible endpoint it reaches. */
  z.object({ kind: z.literal('openai') }),
  z.object({ kind: z.literal('messages-api'), models: z.array(z.string().min(1).max(200)).min(1).max(50) }),
  /** A command-line agent by the name of its profile (`claude`, `codex`, `gemini`, or the host's own). */
  z.object({
    kind: z.literal('command'),
    profile: z.string().min(1).max(64),
    model: z.string().max(200).nullable(),
  }),
]);
export type ExecutorOffer = z.infer<typeof ExecutorOffer>;

export const Resources = z.object({
  cpuPercent: z.number().min(0).max(100),
  cores: z.number().int().positive(),
  ramUsedBytes: z.number().int().nonnegative(),
  ramTotalBytes: z.number().int().nonnegative(),
  /** Null where no graphics card reports. */
  vramUsedBytes: z.number().int().nonnegative().nullable(),
  vramTotalBytes: z.number().int().nonnegative().nullable(),
});
export type Resources = Readonly<z.infer<typeof Resources>>;

/** What a sidecar tells of itself when it connects. */
export const AgentFacts = z.object({
  host: z.string().min(1).max(200),
  platform: z.string().max(100),
  version: z.string().max(50),
  capabilities: z.array(Capability).max(100),
  executors: z.array(ExecutorOffer).max(20),
});
export type AgentFacts = z.infer<typeof AgentFacts>;
