import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Entropy } from '../../../core/kernel/clock.ts';
import { ActorId } from '../../../core/kernel/ids.ts';
import { newActorKey, openActorKey } from '../../../node/secrets/actor-keys.ts';
import { keyChecks } from '../../../node/secrets/ed25519.ts';
import { type OpenKeyringEntry } from '../../../node/secrets/keyring-secrets.ts';
import { openSecretStore } from '../../../node/secrets/open-secret-store.ts';
import { type SecretStore } from '../../../node/secrets/secret-store.ts';
import { createMemorySecrets } from '../../support/memory-secrets.ts';
import { onUnix } from '../../support/not-run.ts';
import { temporaryFolder } from '../engine/support-folder.ts';

const entropy: Entropy = { bytes: (count) => new Uint8Array(randomBytes(count)) };
const secret = new TextEncoder().encode('a private key');

function options(folder: string, passphrase: string | null, keyring: OpenKeyringEntry | null = null) {
  return { folder, entropy, passphrase, keyring, userFolder: join(folder, 'user') };
}

async function store(...given: Parameters<typeof options>) {
  const opened = await openSecretStore(options(...given));
  if (!opened.ok) throw new Error(opened.error.message);
  return opened.value;
}

/** Opened without its key: says so, gives nothing out and takes nothing in. */
async function expectLocked(secrets: SecretStore): Promise<void> {
  expect(secrets.backend.weak).toBe(true);
  const refused = { ok: false, error: { code: 'secret.locked' } };
  expect(await secrets.get('actor/x')).toMatchObject(refused);
  expect(await secrets.set('actor/x', secret)).toMatchObject(refused);
}

function fakeKeyring(): OpenKeyringEntry {
  const kept = new Map<string, string>();
  return (account) => ({
    getPassword: async () => kept.get(account) ?? null,
    setPassword: async (password) => void kept.set(account, password),
    deletePassword: async () => kept.delete(account),
  });
}

describe('the secret store', () => {
  it('seals secrets in the workspace with a passphrase and opens them with no other', async () => {
    const folder = temporaryFolder();
    const first = await store(folder, 'correct horse');
    expect(first.backend.kind).toBe('passphrase-file');
    await first.set('actor/x', secret);
    expect(readFileSync(join(folder, 'secrets.json'), 'utf8')).not.toContain('private key');
    expect(statSync(join(folder, 'secrets.json')).mode & 0o077).toBe(0);
    expect(await (await store(folder, 'correct horse')).get('actor/x')).toEqual({ ok: true, value: secret });
    expect(await openSecretStore(options(folder, 'wrong horse'))).toMatchObject({
      ok: false,
      error: { code: 'secret.locked' },
    });
    await expectLocked(await store(folder, null));
  });

  it('keeps the key of a workspace without keyring and passphrase outside the workspace, and says that it is weak', async () => {
    const folder = temporaryFolder();
    const first = await store(folder, null);
    expect(first.backend).toMatchObject({ kind: 'user-key-file', weak: true });
    await first.set('actor/x', secret);
    const elsewhere = { ...options(folder, null), userFolder: join(temporaryFolder(), 'other') };
    const copied = await openSecretStore(elsewhere);
    if (!copied.ok) throw new Error(copied.error.message);
    await expectLocked(copied.value);
    expect(await (await store(folder, null)).get('actor/x')).toEqual({ ok: true, value: secret });
  });

  it('reseals everything when a passphrase is given later', async () => {
    const folder = temporaryFolder();
    await (await store(folder, null)).set('actor/x', secret);
    const sealed = await store(folder, 'correct horse');
    expect(sealed.backend.kind).toBe('passphrase-file');
    expect(await sealed.get('actor/x')).toEqual({ ok: true, value: secret });
    await expectLocked(await store(folder, null));
  });

  it('prefers a keyring that works', async () => {
    const folder = temporaryFolder();
    const keyring = fakeKeyring();
    const first = await store(folder, null, keyring);
    expect(first.backend.kind).toBe('keyring');
    await first.set('actor/x', secret);
    expect(readFileSync(join(folder, 'secrets.json'), 'utf8')).not.toContain('actor/x');
    expect(await (await store(folder, null, keyring)).get('actor/x')).toEqual({ ok: true, value: secret });
    expect(await first.delete('actor/x')).toEqual({ ok: true, value: null });
    expect(await first.get('actor/x')).toEqual({ ok: true, value: null });
  });

  it('passes over a keyring that does not answer', async () => {
    const dead: OpenKeyringEntry = () => {
      throw new Error('no message bus');
    };
    expect((await store(temporaryFolder(), null, dead)).backend.kind).toBe('user-key-file');
  });

  it.each(['', '{"version":', '[]', '{"version":1,"id":"x"}'])(
    'leaves a secrets file that says %j alone: the store is locked, names the file, and keeps nothing',
    async (text) => {
      const folder = temporaryFolder();
      const path = join(folder, 'secrets.json');
      writeFileSync(path, text);
      const locked = await store(folder, null);
      expect(locked.backend).toMatchObject({ weak: true, detail: expect.stringContaining(path) });
      const bytes = new Uint8Array([1]);
      for (const answer of [
        await locked.get('actor/x'),
        await locked.set('actor/x', bytes),
        await locked.machine.set('de_x', bytes),
      ]) {
        expect(answer).toMatchObject({ ok: false, error: { code: 'secret.locked' } });
      }
      expect(readFileSync(path, 'utf8')).toBe(text);
    },
  );
});

it.for(['a pipe', 'a folder', 'a device'])(
  'locks the store, and opens without it, where %s lies under the name of the secrets file',
  async (what, context) => {
    onUnix(context);
    const folder = temporaryFolder();
    const path = join(folder, 'secrets.json');
    if (what === 'a folder') mkdirSync(path);
    else if (what === 'a pipe') execFileSync('mkfifo', [path]);
    else symlinkSync('/dev/zero', path);
    await expectLocked(await store(folder, null));
  },
);

describe('actor keys', () => {
  const actorId = ActorId.parse('ac_test');
  const message = 'I approve';

  it('sign so that the public key verifies', async () => {
    const secrets = createMemorySecrets();
    const key = newActorKey(entropy, null);
    await key.keep(secrets, actorId);
    const signer = await openActorKey(secrets, actorId, null);
    expect(signer.ok && keyChecks.verify(key.publicKey, message, signer.value(message))).toBe(true);
  });

  it('with a passphrase of their own sign only for who knows it', async () => {
    const secrets = createMemorySecrets();
    await newActorKey(entropy, 'a long passphrase').keep(secrets, actorId);
    expect(await openActorKey(secrets, actorId, null)).toMatchObject({
      ok: false,
      error: { code: 'secret.locked' },
    });
    expect(await openActorKey(secrets, actorId, 'another one')).toMatchObject({
      ok: false,
      error: { code: 'secret.locked' },
    });
    expect((await openActorKey(secrets, actorId, 'a long passphrase')).ok).toBe(true);
  });

  it('keep and open a key with a passphrase while all else goes on', async () => {
    const secrets = createMemorySecrets();
    const goesOnDuring = async (work: Promise<unknown>): Promise<boolean> => {
      let wentOn = false;
      setImmediate(() => {
        wentOn = true;
      });
      await work;
      return wentOn;
    };
    const key = newActorKey(entropy, 'a long passphrase');
    expect(await goesOnDuring(key.keep(secrets, actorId))).toBe(true);
    expect(await goesOnDuring(openActorKey(secrets, actorId, 'a long passphrase'))).toBe(true);
  });
});
