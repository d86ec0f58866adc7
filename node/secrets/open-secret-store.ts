import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Entropy } from '../../core/kernel/clock.ts';
import { fail, ok, type Result } from '../../core/kernel/result.ts';
import { unreachable } from '../../core/kernel/unreachable.ts';
import { readIfThere, writeDurably } from '../files/durable-file.ts';
import { makeFoldersSync } from '../files/make-folders.ts';
import { createFileSecrets, opensCheck, SecretsFile, sealCheck, writeSecretsFile } from './file-secrets.ts';
import { createKeyringSecrets, keyringWorks, loadKeyring, type OpenKeyringEntry } from './keyring-secrets.ts';
import { createLockedSecrets } from './locked-secrets.ts';
import { createMachineEntries, resealMachineEntries } from './machine-entries.ts';
import { keyFromPassphrase, newKeyRecipe, seal, unseal } from './sealed-box.ts';
import type { SecretBackend, SecretCode, SecretStore } from './secret-store.ts';

export interface SecretStoreOptions {
  /** The workspace folder. */
  readonly folder: string;
  readonly entropy: Entropy;
  /** For workspaces sealed with a passphrase, and to seal a new one where no keyring can be had. */
  readonly passphrase: string | null;
  /** Where this operating system user keeps settings; default `~/.config/quarterdeck` or its like. */
  readonly userFolder?: string;
  /** Default: the system's keyring. Null: pretend there is none. */
  readonly keyring?: OpenKeyringEntry | null;
}

/**
 * Opens the workspace's secrets. A new workspace takes the system's keyring when it works, else a file sealed with the
 * passphrase, else a file sealed with a key that only this operating system user can read, outside the workspace, so
 * that a copied workspace never carries its keys in the clear. An existing workspace keeps the backend it has; where
 * that can't be reached, or its file can't be understood, the store is locked and the workspace opens without it. A wrong
 * passphrase is refused.
 */
export async function openSecretStore(options: SecretStoreOptions): Promise<Result<SecretStore, SecretCode>> {
  const path = join(options.folder, 'secrets.json');
  const found = readSecretsFile(path);
  if (found === 'broken') {
    const reason = `${path} cannot be read or not be understood, so nothing can be signed; all else works. It was left as it is: put it back from a copy of the workspace, then start again.`;
    return ok(createLockedSecrets('user-key-file', reason));
  }
  const keyring = options.keyring === undefined ? await loadKeyring() : options.keyring;
  const file = found ?? (await newSecretsFile(options, keyring));
  if (found === null) {
    const written = writeSecretsFile(path, file);
    if (!written.ok) return written;
  }
  switch (file.backend) {
    case 'keyring':
      if (keyring === null) {
        return ok(
          createLockedSecrets('keyring', 'The secrets rest in a system keyring that cannot be reached here.'),
        );
      }
      return ok(createKeyringSecrets(keyring, file.id));
    case 'passphrase':
      return openWithPassphrase(options, path, file);
    case 'user-key':
      return openWithUserKey(options, path, file);
    default:
      return unreachable(file.backend);
  }
}

function readSecretsFile(path: string): SecretsFile | null | 'broken' {
  try {
    const bytes = readIfThere(path);
    if (bytes === null) return null;
    return SecretsFile.parse(JSON.parse(new TextDecoder().decode(bytes)));
  } catch {
    return 'broken';
  }
}

async function newSecretsFile(
  options: SecretStoreOptions,
  keyring: OpenKeyringEntry | null,
): Promise<SecretsFile> {
  const id = Buffer.from(options.entropy.bytes(16)).toString('hex');
  const base = { version: 1, id, recipe: null, check: null, entries: {} } as const;
  if (keyring !== null && (await keyringWorks(keyring, id))) return { ...base, backend: 'keyring' };
  if (options.passphrase !== null) {
    const recipe = newKeyRecipe(options.entropy);
    const key = await keyFromPassphrase(options.passphrase, recipe);
    return { ...base, backend: 'passphrase', recipe, check: sealCheck(key, options.entropy) };
  }
  const key = options.entropy.bytes(32);
  const keyPath = userKeyPath(options, id);
  makeFoldersSync(dirname(keyPath), 0o700);
  writeDurably(keyPath, key);
  return { ...base, backend: 'user-key', check: sealCheck(key, options.entropy) };
}

async function openWithPassphrase(
  options: SecretStoreOptions,
  path: string,
  file: SecretsFile,
): Promise<Result<SecretStore, SecretCode>> {
  if (options.passphrase === null || file.recipe === null) {
    return ok(
      createLockedSecrets('passphrase-file', `${path} is sealed with a passphrase and none was given.`),
    );
  }
  const key = await keyFromPassphrase(options.passphrase, file.recipe);
  if (!opensCheck(key, file)) {
    return fail('secret.locked', `The passphrase does not open ${path}. Nothing was changed.`, { path });
  }
  const backend: SecretBackend = {
    kind: 'passphrase-file',
    detail: 'a file in the workspace, sealed with a passphrase',
    weak: false,
  };
  return ok(fileSecrets(options, { path, file, key, backend }));
}

async function openWithUserKey(
  options: SecretStoreOptions,
  path: string,
  file: SecretsFile,
): Promise<Result<SecretStore, SecretCode>> {
  const keyPath = userKeyPath(options, file.id);
  const key = readKey(keyPath);
  if (key === null || !opensCheck(key, file)) {
    const reason = `${path} was sealed for another operating system user or machine: its key ${keyPath} is missing or different.`;
    return ok(createLockedSecrets('user-key-file', reason));
  }
  if (options.passphrase !== null) return resealWithPassphrase(options, options.passphrase, path, file, key);
  const backend: SecretBackend = {
    kind: 'user-key-file',
    detail:
      'a file in the workspace, sealed with a key only this system user can read; start once with a passphrase (QUARTERDECK_PASSPHRASE) to seal it with that instead',
    weak: true,
  };
  return ok(fileSecrets(options, { path, file, key, backend }));
}

function fileSecrets(
  options: SecretStoreOptions,
  sealed: { path: string; file: SecretsFile; key: Uint8Array; backend: SecretBackend },
): SecretStore {
  const { entropy } = options;
  const machine = createMachineEntries({ folder: deviceFolder(options), key: sealed.key, entropy });
  return createFileSecrets({ ...sealed, entropy, machine });
}

/** A passphrase given to a workspace that had none: everything is resealed, in one write. */
async function resealWithPassphrase(
  options: SecretStoreOptions,
  passphrase: string,
  path: string,
  file: SecretsFile,
  oldKey: Uint8Array,
): Promise<Result<SecretStore, SecretCode>> {
  const recipe = newKeyRecipe(options.entropy);
  const key = await keyFromPassphrase(passphrase, recipe);
  const entries: SecretsFile['entries'] = {};
  for (const [name, box] of Object.entries(file.entries)) {
    const bytes = unseal(oldKey, name, box);
    if (bytes === null)
      return fail('secret.unreadable', `The secret "${name}" in ${path} is damaged; nothing was changed.`, {
        name,
      });
    entries[name] = seal(key, name, bytes, options.entropy);
  }
  const next: SecretsFile = {
    ...file,
    backend: 'passphrase',
    recipe,
    check: sealCheck(key, options.entropy),
    entries,
  };
  const moved = resealMachineEntries(deviceFolder(options), oldKey, key, options.entropy);
  if (!moved.ok) return moved;
  const written = writeSecretsFile(path, next);
  return written.ok ? openWithPassphrase(options, path, next) : written;
}

/** What is no key is as good as none. */
function readKey(path: string): Uint8Array | null {
  try {
    return readIfThere(path);
  } catch {
    return null;
  }
}

function userKeyPath(options: SecretStoreOptions, id: string): string {
  return join(userFolder(options), 'keys', `${id}.key`);
}

function deviceFolder(options: SecretStoreOptions): string {
  return join(userFolder(options), 'devices');
}

function userFolder(options: SecretStoreOptions): string {
  return (
    options.userFolder ?? join(process.env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config'), 'quarterdeck')
  );
}
