import { createCipheriv, createDecipheriv, scrypt } from 'node:crypto';
import { z } from 'zod';
import type { Entropy } from '../../core/kernel/clock.ts';

/** Bytes locked with AES-256-GCM; `name` is bound in, so one box can't be passed off as another. */
export const SealedBox = z.object({ iv: z.string(), data: z.string(), tag: z.string() });
export type SealedBox = z.infer<typeof SealedBox>;

/** How a key is drawn from a passphrase; stored beside the box so that costs can grow later. */
export const KeyRecipe = z.object({
  name: z.literal('scrypt'),
  cost: z.number().int().min(1024).max(1_048_576),
  block: z.number().int().min(1).max(32),
  lanes: z.number().int().min(1).max(16),
  salt: z.string(),
});
export type KeyRecipe = z.infer<typeof KeyRecipe>;

export function newKeyRecipe(entropy: Entropy): KeyRecipe {
  return { name: 'scrypt', cost: 32_768, block: 8, lanes: 3, salt: toBase64(entropy.bytes(16)) };
}

/** Costs a third of a second by intention, on a thread of the pool. */
export function keyFromPassphrase(passphrase: string, recipe: KeyRecipe): Promise<Uint8Array> {
  const { cost: N, block: r, lanes: p } = recipe;
  const salt = Buffer.from(recipe.salt, 'base64');
  return new Promise((resolve, reject) => {
    scrypt(passphrase.normalize('NFKC'), salt, 32, { N, r, p, maxmem: 256 * N * r }, (error, key) => {
      if (error === null) resolve(key);
      else reject(error);
    });
  });
}

export function seal(key: Uint8Array, name: string, bytes: Uint8Array, entropy: Entropy): SealedBox {
  const iv = entropy.bytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  cipher.setAAD(Buffer.from(name, 'utf8'));
  const data = Buffer.concat([cipher.update(bytes), cipher.final()]);
  return { iv: toBase64(iv), data: toBase64(data), tag: toBase64(cipher.getAuthTag()) };
}

/** Null when the key is wrong or the box was tampered with: the two can't be told apart. */
export function unseal(key: Uint8Array, name: string, box: SealedBox): Uint8Array | null {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(box.iv, 'base64'), {
      authTagLength: 16,
    });
    decipher.setAAD(Buffer.from(name, 'utf8'));
    decipher.setAuthTag(Buffer.from(box.tag, 'base64'));
    return new Uint8Array(
      Buffer.concat([decipher.update(Buffer.from(box.data, 'base64')), decipher.final()]),
    );
  } catch {
    return null;
  }
}

function toBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
