import { fail } from '../../core/kernel/result.ts';
import type { SecretBackend, SecretStore } from './secret-store.ts';

/**
 * Secrets that can't be opened here: a copied workspace, a passphrase not given, a keyring of another machine. The
 * workspace itself opens all the same; only what needs a private key is refused, with the reason.
 */
export function createLockedSecrets(kind: SecretBackend['kind'], reason: string): SecretStore {
  const locked = async () => fail('secret.locked', `${reason} Nothing was changed.`);
  const entries = { get: locked, set: locked, delete: locked };
  return {
    backend: { kind, detail: `a place that is locked here. ${reason.replace(/\.$/, '')}`, weak: true },
    machine: entries,
    ...entries,
  };
}
