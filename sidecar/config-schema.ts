import { z } from 'zod';
import { ModelPrice } from '../core/domain/fleet/money/prices.ts';
import { Capability } from '../core/domain/fleet/tasks/task.ts';
import { AgentId } from '../core/kernel/ids.ts';
import { CommandProfile } from './executors/commands/command-profile.ts';

const text = z.string().min(1).max(500);

/** A secret is named, never written into the configuration: a file readable by its owner only, or a variable. */
const SecretSource = z.union([z.object({ file: text }).strict(), z.object({ variable: text }).strict()]);
export type SecretSource = z.infer<typeof SecretSource>;

/** It is paid by a plan, whatever is used: what the work uses costs nothing more. */
const flatRate = z.boolean().default(false);

/**
 * How this host carries work out: what the hub is told of it (an `ExecutorOffer`), and what only the host needs to
 * know.
 */
const ExecutorSettings = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('shell') }).strict(),
  z
    .object({
      kind: z.literal('ollama'),
      /** Size of the context that is asked for; null leaves it to the server. */
      contextTokens: z.number().int().min(2048).max(10_000_000).nullable().default(null),
      /** A model that has to be loaded first says nothing until then. */
      loadSeconds: z.number().int().min(1).max(7200).default(1200),
    })
    .strict(),
  z
    .object({
      kind: z.literal('openai'),
      key: SecretSource.nullable().default(null),
      /** Where the key may be sent; other endpoints are called without it. */
      keyOrigins: z
        .array(z.url({ protocol: /^https?$/ }))
        .max(20)
        .default(['https://api.openai.com']),
      /** Servers whose use is paid by a plan, whatever is used: it costs nothing more. */
      flatRateOrigins: z
        .array(z.url({ protocol: /^https?$/ }))
        .max(20)
        .default([]),
    })
    .strict(),
  z
    .object({
      kind: z.literal('messages-api'),
      models: z.array(z.string().min(1).max(200)).min(1).max(50),
      url: z
        .url({ protocol: /^https?$/ })
        .nullable()
        .default(null),
      key: SecretSource.nullable().default(null),
      maxTokens: z.number().int().min(1).max(1_000_000).default(8192),
      flatRate,
    })
    .strict(),
  z
    .object({
      kind: z.literal('command'),
      /** The name of a known profile, or of the host's own when `command` is given. */
      profile: z.string().min(1).max(64),
      model: z.string().max(200).nullable().default(null),
      /** Program and arguments, instead of the profile's. */
      command: z.array(z.string().max(2000)).min(1).max(50).nullable().default(null),
      /** How its output is read, when not as the profile's. */
      output: z.enum(['claude', 'codex', 'gemini', 'text']).nullable().default(null),
      /** The host's own profile, under the name `profile`. */
      own: CommandProfile.nullable().default(null),
      flatRate,
    })
    .strict(),
]);
export type ExecutorSettings = z.output<typeof ExecutorSettings>;

const Limits = z
  .object({
    /** Of one attempt, all its fixes included. */
    minutes: z.number().positive().max(10_080).default(60),
    /** Printed bytes after which a run is ended. */
    outputBytes: z
      .number()
      .int()
      .min(1024)
      .default(64 * 1024 * 1024),
    /** Answers of a model in one run. */
    turns: z.number().int().min(1).max(1000).default(40),
    /** Size of a conversation; before it is reached, old results of tools are left out. */
    conversationBytes: z
      .number()
      .int()
      .min(16 * 1024)
      .default(1024 * 1024),
    /** A model's server that sends nothing for this long is given up. */
    silentSeconds: z.number().int().min(1).max(3600).default(240),
    /** Data each process of a task may hold; null leaves it unbounded. */
    memoryBytes: z
      .number()
      .int()
      .min(16 * 1024 * 1024)
      .nullable()
      .default(null),
  })
  .strict();

const Wake = z
  .object({
    command: z.string().min(1).max(2000),
    seconds: z.number().int().min(1).max(600).default(60),
  })
  .strict();

const Workspaces = z
  .object({
    /** Folders of tasks without a repository stay after the task. */
    keepFolders: z.boolean().default(false),
    /** Hooks of a repository run when the sidecar commits and pushes. */
    hooks: z.boolean().default(false),
    push: z.boolean().default(true),
    /** Prepares a pull or merge request through `gh` or `glab`, where they are installed. */
    pullRequest: z.boolean().default(true),
  })
  .strict();

/** `agent.json` in the folder of an agent. Relative paths count from that folder. */
export const SidecarSettings = z
  .object({
    agentId: AgentId,
    name: z.string().min(1).max(100),
    /** `http://host:port` of the hub, or `ws://host:port/agents`. */
    hubUrl: z.url({ protocol: /^(https?|wss?)$/ }).max(500),
    tokenFile: text.default('token'),
    executors: z
      .array(ExecutorSettings)
      .min(1)
      .max(20)
      .default([{ kind: 'shell' }]),
    capabilities: z.array(Capability).max(100).default([]),
    limits: Limits.default(Limits.parse({})),
    /** Added to the built-in table; the built-in prices of a model named here don't count. */
    prices: z.array(ModelPrice).max(200).default([]),
    wake: Wake.nullable().default(null),
    workspaces: Workspaces.default(Workspaces.parse({})),
  })
  .strict();
export type SidecarSettings = z.output<typeof SidecarSettings>;
