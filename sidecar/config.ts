import { statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { z } from 'zod';
import { fail, ok, type Result } from '../core/kernel/result.ts';
import { readSmall } from '../node/files/durable-file.ts';
import { SidecarSettings } from './config-schema.ts';

const CONFIG_BYTES = 1024 * 1024;
const TOKEN = /^qd_[A-Za-z0-9_-]{43}$/;

export interface SidecarConfig {
  readonly folder: string;
  readonly settings: SidecarSettings;
  /** Proves who the agent is. Never logged, never handed to a process. */
  readonly token: string;
}

export type ConfigCode = 'config.missing' | 'config.invalid' | 'config.token';

/** Reads `agent.json` and the token it names; every refusal says which file and field, and what to do. */
export function readConfig(folder: string): Result<SidecarConfig, ConfigCode> {
  const file = join(folder, 'agent.json');
  const text = readText(file);
  if (text === null) {
    return fail(
      'config.missing',
      `${file} can't be read. Give the folder of an agent with --folder, or make one with \`quarterdeck agent add\`.`,
      { file },
    );
  }
  const settings = SidecarSettings.safeParse(parseJson(text));
  if (!settings.success) {
    return fail(
      'config.invalid',
      `${file} is not a valid configuration: ${describe(settings.error)}. Nothing was started; correct the file and start again.`,
      { file },
    );
  }
  const token = readToken(resolve(folder, settings.data.tokenFile));
  return token.ok ? ok({ folder, settings: settings.data, token: token.value }) : token;
}

function readToken(file: string): Result<string, ConfigCode> {
  const text = readText(file);
  if (text === null) {
    return fail(
      'config.token',
      `The token file ${file} can't be read. Make a new token for this agent and write it there with mode 600.`,
      { file },
    );
  }
  if (process.platform !== 'win32') {
    const mode = statSync(file).mode & 0o777;
    if ((mode & 0o077) !== 0) {
      return fail(
        'config.token',
        `The token file ${file} may be read by others (mode ${mode.toString(8)}). Nothing was started. Run \`chmod 600\` on it; if others use this host, make a new token.`,
        { file, mode: mode.toString(8) },
      );
    }
  }
  const token = text.trim();
  if (!TOKEN.test(token)) {
    return fail(
      'config.token',
      `${file} holds no hub token: it starts with qd_ and has 46 characters. Copy it again or make a new one.`,
      { file },
    );
  }
  return ok(token);
}

function readText(file: string): string | null {
  try {
    return readSmall(file, CONFIG_BYTES).toString('utf8');
  } catch {
    return null;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function describe(error: z.ZodError): string {
  return error.issues
    .slice(0, 3)
    .map((issue) => (issue.path.length === 0 ? issue.message : `${issue.path.join('.')}: ${issue.message}`))
    .join('; ');
}
