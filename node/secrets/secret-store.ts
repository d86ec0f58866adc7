import type { Result } from '../../core/kernel/result.ts';

/** Where secrets rest, told plainly on the diagnostics page. */
export interface SecretBackend {
  readonly kind: 'keyring' | 'passphrase-file' | 'user-key-file' | 'memory';
  readonly detail: string;
  /** True when a person should know that something better is possible. */
  readonly weak: boolean;
}

export type SecretCode = 'secret.locked' | 'secret.unreadable' | 'secret.write-failed';

export interface SecretEntries {
  get(name: string): Promise<Result<Uint8Array | null, SecretCode>>;
  set(name: string, value: Uint8Array): Promise<Result<null, SecretCode>>;
  delete(name: string): Promise<Result<null, SecretCode>>;
}

/** Small secrets by name (private keys, tokens). One store per workspace, the same for every shell. */
export interface SecretStore extends SecretEntries {
  readonly backend: SecretBackend;
  /** What a copy of the workspace must not take along: the keys of devices, by their id. */
  readonly machine: SecretEntries;
}
