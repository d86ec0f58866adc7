import { ok } from '../../core/kernel/result.ts';
import type { SecretEntries, SecretStore } from '../../node/secrets/secret-store.ts';

/** Secrets that live as long as the process: for one-off commands and tests. */
export function createMemorySecrets(machine: SecretEntries = memoryEntries()): SecretStore {
  return {
    backend: { kind: 'memory', detail: 'memory only; forgotten when the process ends', weak: true },
    machine,
    ...memoryEntries(),
  };
}

/** What a machine keeps outside of its workspaces. */
export function memoryEntries(): SecretEntries {
  const entries = new Map<string, Uint8Array>();
  return {
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
