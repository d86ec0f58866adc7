import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { AgentId } from '../../../core/kernel/ids.ts';
import { fail, ok, type Result } from '../../../core/kernel/result.ts';
import { type ExecutorSettings, SidecarSettings } from '../../../sidecar/config-schema.ts';
import { userDataFolder } from '../default-workspace.ts';

export interface AgentPlace {
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

/** Where an agent of this machine lives, by its name: `<workspace>/agents/<slug>`. */
export function agentFolder(workspace: string, name: string): string {
  return join(workspace, 'agents', slug(name));
}

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
export function writeAgentFolder(place: AgentPlace): Result<null> {
  try {
    mkdirSync(place.folder, { recursive: true, mode: 0o700 });
    const file = join(place.folder, settingsFile);
    const before: unknown = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
    const kept = z.record(z.string(), z.unknown()).safeParse(before);
    const settings = SidecarSettings.safeParse({
      executors: place.executors,
      capabilities: place.capabilities,
      ...(kept.success ? kept.data : {}),
      agentId: place.agentId,
      name: place.name,
      hubUrl: place.hubUrl,
    });
    if (!settings.success) {
      const [issue] = settings.error.issues;
      const where = issue?.path.join('.') ?? '';
      const text = `${file} is not a configuration of an agent (${where}: ${issue?.message ?? ''}). It was left as it is; mend or remove it.`;
      return fail('agent.configuration', text, { file });
    }
    const secret = join(place.folder, tokenFile);
    // Removed first: the mode of an existing file would stay, and it may be readable by others.
    rmSync(secret, { force: true });
    writeFileSync(secret, `${place.token}\n`, { mode: 0o600 });
    writeFileSync(file, `${JSON.stringify(settings.data, null, 2)}\n`);
    chmodSync(file, 0o600);
    return ok(null);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const text = `The agent's folder ${place.folder} can't be written: ${reason}. Nothing else was changed.`;
    return fail('file.write-failed', text, { folder: place.folder });
  }
}

/** The configuration of an agent in this folder; null when there is none that can be read. */
export function readAgentFolder(folder: string): SidecarSettings | null {
  try {
    const read = SidecarSettings.safeParse(JSON.parse(readFileSync(join(folder, settingsFile), 'utf8')));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}

export const hasToken = (folder: string): boolean => existsSync(join(folder, tokenFile));
