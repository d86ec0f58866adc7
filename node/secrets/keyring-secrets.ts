import { fail, ok, type Result } from '../../core/kernel/result.ts';
import type { SecretCode, SecretEntries, SecretStore } from './secret-store.ts';

const SERVICE = 'quarterdeck';
/** A desktop may show an unlock prompt; a dead message bus must not hold up the start for longer. */
const PROBE_MS = 3000;
const USE_MS = 60_000;

interface KeyringEntry {
  getPassword(signal?: AbortSignal): Promise<string | null>;
  setPassword(password: string, signal?: AbortSignal): Promise<void>;
  deletePassword(signal?: AbortSignal): Promise<boolean>;
}

export type OpenKeyringEntry = (account: string) => KeyringEntry;

/** The system's keyring, or null where its binding can't be loaded. */
export async function loadKeyring(): Promise<OpenKeyringEntry | null> {
  try {
    const { AsyncEntry } = await import('@napi-rs/keyring');
    // On Linux only a Secret Service lasts: the kernel keyring, the silent fallback, forgets everything at reboot.
    return (account) => new AsyncEntry(SERVICE, account, { linux: { store: 'secret-service' } });
  } catch {
    return null;
  }
}

/** Proves by doing that the keyring stores, gives back and forgets. */
export async function keyringWorks(open: OpenKeyringEntry, id: string): Promise<boolean> {
  try {
    const entry = open(`${id}/probe`);
    await within(PROBE_MS, entry.setPassword('probe'));
    const back = await within(PROBE_MS, entry.getPassword());
    await within(PROBE_MS, entry.deletePassword());
    return back === 'probe';
  } catch {
    return false;
  }
}

export function createKeyringSecrets(open: OpenKeyringEntry, id: string): SecretStore {
  return {
    backend: { kind: 'keyring', detail: "the operating system's keyring", weak: false },
    machine: keyringEntries(open, 'device'),
    ...keyringEntries(open, id),
  };
}

function keyringEntries(open: OpenKeyringEntry, group: string): SecretEntries {
  async function attempt<Value>(
    use: (name: string) => Promise<Value>,
    name: string,
  ): Promise<Result<Value, SecretCode>> {
    try {
      return ok(await within(USE_MS, use(name)));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return fail(
        'secret.locked',
        `The system keyring did not answer (${reason}). Unlock it and try again; nothing was changed.`,
        { name },
        true,
      );
    }
  }
  const accountOf = (name: string): string => `${group}/${name}`;
  return {
    async get(name) {
      const found = await attempt((wanted) => open(accountOf(wanted)).getPassword(), name);
      if (!found.ok) return found;
      return ok(found.value === null ? null : new Uint8Array(Buffer.from(found.value, 'base64')));
    },
    async set(name, value) {
      const text = Buffer.from(value).toString('base64');
      const stored = await attempt((wanted) => open(accountOf(wanted)).setPassword(text), name);
      return stored.ok ? ok(null) : stored;
    },
    async delete(name) {
      const gone = await attempt((wanted) => open(accountOf(wanted)).deletePassword(), name);
      return gone.ok ? ok(null) : gone;
    },
  };
}

async function within<Value>(milliseconds: number, work: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${milliseconds / 1000} s`)), milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
