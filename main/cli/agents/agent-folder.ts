import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { AgentId } from '../../../core/kernel/ids.ts';
import { fail, ok, type Result } from '../../../core/kernel/result.ts';
import { readSmall, writeDurably } from '../../../node/files/durable-file.ts';
import { makeFoldersSync } from '../../../node/files/make-folders.ts';
import { type ExecutorSettings, SidecarSettings } from '../../../sidecar/config-schema.ts';
import { userDataFolder } from '../../shells/default-workspace.ts';

export interface AgentLocation {
  readonly folder: string;
  readonly agentId: AgentId;
  readonly name: string;
  readonly hubUrl: string;
  readonly token: string;
  readonly executors: readonly ExecutorSettings[];
  readonly capabilities: readonly string[];
}

const settingsFile = 'agent.json';
const tokenFile = 'token';

/** Where the agents of a workspace live on this machine. */
export const agentsFolder = (workspace: string): string => join(workspace, 'agents');

/** Where an agent of this machine lives, by its name: `<workspace>/agents/<slug>`. */
export const agentFolder = (workspace: string, name: string): string =>
  join(agentsFolder(workspace), slug(name));

/** Where agents of hubs elsewhere live on this machine. */
export const defaultAgentsFolder = (): string => join(userDataFolder(), 'agents');

export const joinedFolder = (name: string): string => join(defaultAgentsFolder(), slug(name));

function slug(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');
  return plain === '' ? 'agent' : plain.slice(0, 60);
}

/** Writes token and configuration. What a person changed in an existing configuration stays; address and token are new. */
export function writeAgentFolder(place: AgentLocation): Result<null> {
  const file = join(place.folder, settingsFile);
  const before = readObject(file);
  if (!before.ok) return before;
  const settings = SidecarSettings.safeParse({
    executors: place.executors,
    capabilities: place.capabilities,
    ...before.value,
    agentId: place.agentId,
    name: place.name,
    hubUrl: place.hubUrl,
  });
  if (!settings.success) {
    const [issue] = settings.error.issues;
    return badConfiguration(file, `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
  }
  return writing(place.folder, () => {
    makeFoldersSync(place.folder, 0o700);
    writeDurably(join(place.folder, tokenFile), `${place.token}\n`);
    writeDurably(file, `${JSON.stringify(settings.data, null, 2)}\n`);
  });
}

/** Runs writes below `folder`; a refusal by the system is a failure, not a bug. */
export function writing(folder: string, work: () => void): Result<null> {
  try {
    work();
    return ok(null);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const text = `The agent's folder ${folder} can't be written: ${reason}. The same command goes on once it can be.`;
    return fail('file.write-failed', text, { folder });
  }
}

/** What a configuration holds already; nothing when there is none. */
function readObject(file: string): Result<Readonly<Record<string, unknown>>> {
  if (!existsSync(file)) return ok({});
  try {
    const read = z.record(z.string(), z.unknown()).safeParse(JSON.parse(readSmall(file).toString('utf8')));
    return read.success ? ok(read.data) : badConfiguration(file, 'it holds no JSON object');
  } catch (error) {
    return badConfiguration(file, error instanceof Error ? error.message : String(error));
  }
}

function badConfiguration(file: string, why: string) {
  const text = `${file} is not a configuration of an agent (${why}). It was left as it is; mend or remove it, then try again.`;
  return fail('agent.configuration', text, { file });
}

/** The configuration of an agent in this folder; null when there is none that can be read. */
export function readAgentFolder(folder: string): SidecarSettings | null {
  try {
    const read = SidecarSettings.safeParse(
      JSON.parse(readSmall(join(folder, settingsFile)).toString('utf8')),
    );
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}

export const hasToken = (folder: string): boolean => existsSync(join(folder, tokenFile));
