import { z } from 'zod';
import type { Entropy } from '../../core/kernel/clock.ts';
import { fail, ok, type Result } from '../../core/kernel/result.ts';
import { writeDurably } from '../files/durable-file.ts';
import { KeyRecipe, SealedBox, seal, unseal } from './sealed-box.ts';
import type { SecretBackend, SecretCode, SecretEntries, SecretStore } from './secret-store.ts';

/** `<workspace>/secrets.json`: which backend holds the secrets and, for the file backends, the sealed secrets. */
export const SecretsFile = z.object({
  version: z.literal(1),
  /** Names this workspace's secrets wherever they rest; survives moving the folder. */
  id: z.string().regex(/^[0-9a-f]{32}$/),
  backend: z.enum(['keyring', 'passphrase', 'user-key']),
  recipe: KeyRecipe.nullable(),
  /** A known text, sealed: tells a wrong passphrase from a damaged secret. */
  check: SealedBox.nullable(),
  entries: z.record(z.string(), SealedBox),
});
export type SecretsFile = z.infer<typeof SecretsFile>;

const CHECK_NAME = 'check';
const CHECK_TEXT = new TextEncoder().encode('quarterdeck');

export function sealCheck(key: Uint8Array, entropy: Entropy): SealedBox {
  return seal(key, CHECK_NAME, CHECK_TEXT, entropy);
}

export function opensCheck(key: Uint8Array, file: SecretsFile): boolean {
  return file.check !== null && unseal(key, CHECK_NAME, file.check) !== null;
}

export function writeSecretsFile(path: string, file: SecretsFile): Result<null, SecretCode> {
  try {
    writeDurably(path, `${JSON.stringify(file, null, 2)}\n`);
    return ok(null);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return fail(
      'secret.write-failed',
      `${path} could not be written (${reason}). The secrets in it are unchanged.`,
      { path },
      true,
    );
  }
}

/** Secrets sealed in the workspace's own file under one key. */
export function createFileSecrets(options: {
  path: string;
  file: SecretsFile;
  key: Uint8Array;
  entropy: Entropy;
  backend: SecretBackend;
  machine: SecretEntries;
}): SecretStore {
  let current = options.file;
  const keep = (entries: Record<string, SealedBox>): Result<null, SecretCode> => {
    const next = { ...current, entries };
    const written = writeSecretsFile(options.path, next);
    if (written.ok) current = next;
    return written;
  };
  return {
    backend: options.backend,
    machine: options.machine,
    async get(name) {
      const box = current.entries[name];
      if (box === undefined) return ok(null);
      const bytes = unseal(options.key, name, box);
      if (bytes === null) {
        return fail('secret.unreadable', `The secret "${name}" in ${options.path} is damaged.`, { name });
      }
      return ok(bytes);
    },
    async set(name, value) {
      return keep({ ...current.entries, [name]: seal(options.key, name, value, options.entropy) });
    },
    async delete(name) {
      const { [name]: gone, ...rest } = current.entries;
      return gone === undefined ? ok(null) : keep(rest);
    },
  };
}
