import { open } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fail, ok, type Result } from '../../../core/kernel/result.ts';
import type { SecretSource } from '../../config-schema.ts';
import type { ExecutorHost } from '../executor-host.ts';

const KEY_BYTES = 10_000;
const othersMayRead = 0o077;
/** No key: it has spaces. */
const openToOthers = 'open to others';

/** Where keys are looked for when agent.json names no other place. */
export const usualKeys = {
  'messages-api': { variable: 'ANTHROPIC_API_KEY' },
  openai: { variable: 'OPENAI_API_KEY' },
} as const satisfies Record<string, SecretSource>;

/** The key at a place. A file that others may read is refused, as a private key of ssh is. */
export async function readApiKey(
  place: SecretSource,
  host: Pick<ExecutorHost, 'folder' | 'env'>,
): Promise<Result<string, 'executor.no-key'>> {
  if ('variable' in place) {
    const key = host.env[place.variable]?.trim() ?? '';
    if (isKey(key)) return ok(key);
    return fail('executor.no-key', `The variable ${place.variable} holds no key.`);
  }
  const path = resolve(host.folder, place.file);
  const found = await readPrivately(path).catch((error: unknown) => ({
    code: error instanceof Error && 'code' in error ? String(error.code) : String(error),
  }));
  if (found === openToOthers) {
    return fail('executor.no-key', `Others may read the key file ${path}; make it private with chmod 600.`);
  }
  if (typeof found !== 'string') {
    return fail('executor.no-key', `The key file ${path} cannot be read (${found.code}).`);
  }
  if (isKey(found)) return ok(found);
  return fail('executor.no-key', `The key file ${path} does not hold one key on one line.`);
}

/** Its text without spaces around it. */
async function readPrivately(path: string): Promise<string> {
  const file = await open(path, 'r');
  try {
    const { mode } = await file.stat();
    if (process.platform !== 'win32' && (mode & othersMayRead) !== 0) return openToOthers;
    const { bytesRead, buffer } = await file.read(Buffer.alloc(KEY_BYTES), 0, KEY_BYTES, 0);
    return buffer.toString('utf8', 0, bytesRead).trim();
  } finally {
    await file.close();
  }
}

/** What can be sent in a header. */
const isKey = (text: string): boolean => /^[\x21-\x7e]+$/.test(text);

/** Variables named as places of keys, the usual ones included: commands of tasks don't get them. */
export function secretVariables(host: Pick<ExecutorHost, 'settings'>): string[] {
  const named = host.settings.executors.flatMap((executor) => {
    if (executor.kind !== 'openai' && executor.kind !== 'messages-api') return [];
    return executor.key !== null && 'variable' in executor.key ? [executor.key.variable] : [];
  });
  return [...new Set([...named, ...Object.values(usualKeys).map((place) => place.variable)])];
}
