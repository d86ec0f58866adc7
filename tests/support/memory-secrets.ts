import { ok } from '../../core/kernel/result.ts';
import type { SecretStore } from '../../node/secrets/secret-store.ts';

/** Secrets that live as long as the process: for one-off commands and tests. */
export function createMemorySecrets(): SecretStore {
  const entries = new Map<string, Uint8Array>();
  return {
    backend: { kind: 'memory', detail: 'memory only; forgotten when the process ends', weak: true },
    async get(name) {
      return ok(entries.get(name) ?? null);
    },
    async set(name, value) {
      entries.set(name, value);
      return ok(null);
    },
    async delete(name) {
      entries.delete(name);
      return ok(null);
    },
  };
}
