import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Entropy } from '../../core/kernel/clock.ts';
import { fail, ok, type Result } from '../../core/kernel/result.ts';
import { readIfThere, writeDurably } from '../files/durable-file.ts';
import { makeFoldersSync } from '../files/make-folders.ts';
import { SealedBox, seal, unseal } from './sealed-box.ts';
import type { SecretCode, SecretEntries } from './secret-store.ts';

const SUFFIX = '.json';

/** Secrets that stay on this machine when a workspace is copied: one sealed file each, in the system user's own folder. */
export function createMachineEntries(options: {
  readonly folder: string;
  readonly key: Uint8Array;
  readonly entropy: Entropy;
}): SecretEntries {
  const { folder, key, entropy } = options;
  const pathOf = (name: string): string => join(folder, `${name}${SUFFIX}`);
  return {
    async get(name) {
      const box = readBox(pathOf(name));
      if (box === null) return ok(null);
      const bytes = box === 'broken' ? null : unseal(key, name, box);
      if (bytes !== null) return ok(bytes);
      return fail('secret.unreadable', `${pathOf(name)} was sealed for another workspace or is damaged.`, {
        name,
      });
    },
    async set(name, value) {
      return attempt(pathOf(name), () => {
        makeFoldersSync(folder, 0o700);
        writeBox(pathOf(name), seal(key, name, value, entropy));
      });
    },
    async delete(name) {
      return attempt(pathOf(name), () => rmSync(pathOf(name), { force: true }));
    },
  };
}

/** What the old key opens is sealed with the new one. */
export function resealMachineEntries(
  folder: string,
  oldKey: Uint8Array,
  newKey: Uint8Array,
  entropy: Entropy,
): Result<null, SecretCode> {
  return attempt(folder, () => {
    for (const file of filesIn(folder)) {
      const name = file.slice(0, -SUFFIX.length);
      const box = readBox(join(folder, file));
      const bytes = box === null || box === 'broken' ? null : unseal(oldKey, name, box);
      if (bytes !== null) writeBox(join(folder, file), seal(newKey, name, bytes, entropy));
    }
  });
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((file) => file.endsWith(SUFFIX));
  } catch {
    return [];
  }
}

function readBox(path: string): SealedBox | 'broken' | null {
  try {
    const bytes = readIfThere(path);
    if (bytes === null) return null;
    return SealedBox.parse(JSON.parse(new TextDecoder().decode(bytes)));
  } catch {
    return 'broken';
  }
}

function writeBox(path: string, box: SealedBox): void {
  writeDurably(path, `${JSON.stringify(box)}\n`);
}

function attempt(path: string, work: () => void): Result<null, SecretCode> {
  try {
    work();
    return ok(null);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return fail('secret.write-failed', `${path} could not be written (${reason}).`, { path }, true);
  }
}
