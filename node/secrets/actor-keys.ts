import { z } from 'zod';
import type { Entropy } from '../../core/kernel/clock.ts';
import type { ActorId } from '../../core/kernel/ids.ts';
import { fail, ok, type Result } from '../../core/kernel/result.ts';
import { fingerprintOf, privateKeyOf, publicKeyOf, signText } from './ed25519.ts';
import { KeyRecipe, keyFromPassphrase, newKeyRecipe, SealedBox, seal, unseal } from './sealed-box.ts';
import type { SecretCode, SecretStore } from './secret-store.ts';

/** What the secret store keeps per actor: the seed, plain inside the store or sealed again with the actor's passphrase. */
const StoredKey = z.discriminatedUnion('unlock', [
  z.object({ version: z.literal(1), unlock: z.literal('system'), seed: z.string() }),
  z.object({ version: z.literal(1), unlock: z.literal('passphrase'), recipe: KeyRecipe, box: SealedBox }),
]);

/** Signs a text as UTF-8; the signature in base64. */
export type SignText = (text: string) => string;

export interface NewActorKey {
  /** SPKI in PEM. */
  readonly publicKey: string;
  readonly fingerprint: string;
  readonly sign: SignText;
  /** Puts the private half in the store, under the actor's id. */
  keep(store: SecretStore, actorId: ActorId): Promise<Result<null, SecretCode>>;
}

/** A fresh Ed25519 key pair; with a passphrase, the private half can be used only by who knows it. */
export function newActorKey(entropy: Entropy, passphrase: string | null): NewActorKey {
  return keyOf(entropy.bytes(32), entropy, passphrase);
}

function keyOf(seed: Uint8Array, entropy: Entropy, passphrase: string | null): NewActorKey {
  const key = privateKeyOf(seed, 'ed25519');
  const publicKey = publicKeyOf(key);
  return {
    publicKey,
    fingerprint: fingerprintOf(publicKey),
    sign: (text) => signText(key, text),
    keep: async (store, actorId) =>
      store.set(secretName(actorId), await encode(seed, actorId, passphrase, entropy)),
  };
}

const FIRST = 'actor/first';

/**
 * The key for a workspace's first actor, kept under a provisional name before that actor exists: a kill in between
 * leaves a key without an actor, never an actor without a key.
 */
export async function provisionalKey(
  store: SecretStore,
  entropy: Entropy,
): Promise<Result<NewActorKey, SecretCode>> {
  const waiting = await store.get(FIRST);
  if (!waiting.ok) return waiting;
  const seed = waiting.value ?? entropy.bytes(32);
  if (waiting.value === null) {
    const kept = await store.set(FIRST, seed);
    if (!kept.ok) return kept;
  }
  return ok(keyOf(seed, entropy, null));
}

/** Gives a provisional key its actor's name; nothing to do when there is none. */
export async function settleProvisionalKey(
  store: SecretStore,
  entropy: Entropy,
  actorId: ActorId,
): Promise<Result<null, SecretCode>> {
  const waiting = await store.get(FIRST);
  if (!waiting.ok) return waiting;
  if (waiting.value === null) return ok(null);
  const own = await store.get(secretName(actorId));
  if (!own.ok) return own;
  if (own.value === null) {
    const kept = await keyOf(waiting.value, entropy, null).keep(store, actorId);
    if (!kept.ok) return kept;
  }
  return store.delete(FIRST);
}

/** A function that signs as this actor, or why it cannot. */
export async function openActorKey(
  store: SecretStore,
  actorId: ActorId,
  passphrase: string | null,
): Promise<Result<SignText, SecretCode>> {
  const found = await store.get(secretName(actorId));
  if (!found.ok) return found;
  if (found.value === null) {
    return fail(
      'secret.unreadable',
      'The private key of this actor is not on this machine. Add a new actor here.',
      { actorId },
    );
  }
  const stored = StoredKey.safeParse(parseJson(found.value));
  if (!stored.success)
    return fail('secret.unreadable', "This actor's private key cannot be understood.", { actorId });
  let seed: Uint8Array | null;
  if (stored.data.unlock === 'system') {
    seed = Buffer.from(stored.data.seed, 'base64');
  } else {
    if (passphrase === null)
      return fail('secret.locked', 'This actor signs with a passphrase and none was given.', { actorId });
    seed = unseal(await keyFromPassphrase(passphrase, stored.data.recipe), actorId, stored.data.box);
    if (seed === null)
      return fail('secret.locked', "The passphrase does not open this actor's key.", { actorId });
  }
  const key = privateKeyOf(seed, 'ed25519');
  return ok((text) => signText(key, text));
}

async function encode(
  seed: Uint8Array,
  actorId: ActorId,
  passphrase: string | null,
  entropy: Entropy,
): Promise<Uint8Array> {
  const stored = async (): Promise<z.infer<typeof StoredKey>> => {
    if (passphrase === null)
      return { version: 1, unlock: 'system', seed: Buffer.from(seed).toString('base64') };
    const recipe = newKeyRecipe(entropy);
    const key = await keyFromPassphrase(passphrase, recipe);
    return { version: 1, unlock: 'passphrase', recipe, box: seal(key, actorId, seed, entropy) };
  };
  return new TextEncoder().encode(JSON.stringify(await stored()));
}

function secretName(actorId: ActorId): string {
  return `actor/${actorId}`;
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return null;
  }
}
