import { createHash } from 'node:crypto';
import {
  type BundleKey,
  BundleManifest,
  type BundleMember,
} from '../../core/domain/readiness/bundle/manifest.ts';
import { keyMember, MEMBERS } from '../../core/domain/readiness/bundle/member-path.ts';
import type { Digest } from '../../core/domain/readiness/evidence.ts';
import { bundleStatement, lineageStatement } from '../../core/domain/readiness/lineage/in-toto.ts';
import type { Lineage } from '../../core/domain/readiness/lineage/lineage.ts';
import { fail, ok, type Result } from '../../core/kernel/result.ts';
import { readThrough } from '../evidence/read-through.ts';
import type { FileCode, FileResult, HeldFile } from '../files/file-port.ts';
import { bundleIdOf, byPath, checksumsText, lineageJson, manifestText, sha256 } from './bundle-texts.ts';
import { signedStatement } from './dsse.ts';
import { verifierProgram } from './programs/embedded.ts';
import { ARCHIVE_BYTES_MAX } from './read-archive.ts';
import { archiveWriter } from './write-archive.ts';

/** A file that goes into a bundle as it was verified. */
export interface BundleFile {
  readonly path: string;
  /** As sentences call it. */
  readonly name: string;
  readonly bytes: number;
  readonly digest: Digest;
  readonly open: () => Promise<FileResult<HeldFile>>;
}

export interface BundleContents
  extends Omit<BundleManifest, 'contract' | 'bundle' | 'lineage' | 'signer' | 'keys' | 'members'> {
  readonly lineage: Lineage;
  /** JSON in its canonical form and pages, by their path. */
  readonly texts: ReadonlyMap<string, string>;
  readonly files: readonly BundleFile[];
  /** Public keys in PEM. */
  readonly keys: readonly (BundleKey & { readonly publicKey: string })[];
  readonly signer: { readonly fingerprint: string; readonly sign: (text: string) => string };
}

export interface CreatedBundle {
  readonly manifest: BundleManifest;
  /** Of the archive as a whole. */
  readonly digest: Digest;
  readonly bytes: number;
}

/**
 * Writes a bundle. The same contents, time and key make the same bytes. What a file says now has to be what was verified.
 * Rejects when it is aborted, and with what `write` rejects with.
 */
export async function createBundle(
  contents: BundleContents,
  write: (bytes: Uint8Array) => Promise<void>,
  signal: AbortSignal,
): Promise<Result<CreatedBundle, 'bundle.evidence-changed' | 'bundle.too-large' | FileCode>> {
  const { lineage, files, keys, signer, texts: given, ...facts } = contents;
  const key = { keyid: signer.fingerprint.replaceAll(' ', ''), sign: signer.sign };
  const lineageText = lineageJson(lineage);
  const texts = new Map([
    ...given,
    ...keys.map(({ fingerprint, publicKey }) => [keyMember(fingerprint), publicKey] as const),
    [MEMBERS.lineage, lineageText],
    [MEMBERS.lineageSigned, signedStatement(lineageStatement(lineage), key)],
    [MEMBERS.verifier, verifierProgram],
  ]);
  const byName = new Map(files.map((file) => [file.path, file]));
  const members = [
    ...[...texts].map(([path, text]) => ({ path, bytes: Buffer.byteLength(text), sha256: sha256(text) })),
    ...[...byName.values()].map(({ path, bytes, digest }) => ({ path, bytes, sha256: digest })),
  ].toSorted(byPath);
  if (sizeOf(members) > ARCHIVE_BYTES_MAX)
    return fail(
      'bundle.too-large',
      'The evidence is more than 8 GB, the most that a bundle holds. Nothing was written.',
    );
  const unnamed = {
    ...facts,
    contract: 'quarterdeck_bundle_v1' as const,
    lineage: { path: MEMBERS.lineage, sha256: sha256(lineageText), complete: lineage.complete },
    signer: signer.fingerprint,
    keys: keys.map(({ fingerprint, actor, name }) => ({ fingerprint, actor, name })),
    members,
  };
  const manifest = BundleManifest.parse({ ...unnamed, bundle: bundleIdOf(unnamed) });
  const manifestJson = manifestText(manifest);
  const about = { name: MEMBERS.manifest, digest: { sha256: sha256(manifestJson) } };
  const signature = signedStatement(bundleStatement(manifest.bundle, about), key);

  const archive = new Archive(write);
  await archive.addText(MEMBERS.manifest, manifestJson);
  await archive.addText(MEMBERS.sums, checksumsText(members, { manifest: manifestJson, signature }));
  await archive.addText(MEMBERS.signature, signature);
  for (const { path } of members) {
    const file = byName.get(path);
    if (file === undefined) {
      await archive.addText(path, texts.get(path) ?? '');
      continue;
    }
    const added = await archive.addFile(file, signal);
    if (!added.ok) return added;
  }
  return ok({ manifest, ...(await archive.end()) });
}

/** With the headers and what fills blocks up. */
function sizeOf(members: readonly BundleMember[]): number {
  return members.reduce((sum, { bytes }) => sum + bytes + 1024, 0);
}

/** An archive that is written as it grows, and hashed on the way. */
class Archive {
  readonly #hash = createHash('sha256');
  readonly #made: Uint8Array[] = [];
  readonly #writer = archiveWriter((bytes) => this.#made.push(bytes));
  readonly #write: (bytes: Uint8Array) => Promise<void>;
  #bytes = 0;

  constructor(write: (bytes: Uint8Array) => Promise<void>) {
    this.#write = write;
  }

  async addText(path: string, text: string): Promise<void> {
    const bytes = Buffer.from(text);
    this.#writer.begin(path, bytes.length);
    this.#writer.write(bytes);
    await this.#flush();
  }

  async addFile(
    { path, name, bytes, digest, open }: BundleFile,
    signal: AbortSignal,
  ): Promise<Result<null, 'bundle.evidence-changed' | FileCode>> {
    const file = await open();
    if (!file.ok) return file;
    try {
      this.#writer.begin(path, bytes);
      const take = (piece: Uint8Array): Promise<void> => {
        this.#writer.write(piece);
        return this.#flush();
      };
      const read = await readThrough(file.value, name, { limit: bytes, signal, take });
      if (!read.ok && read.error.code !== 'file.too-large') return read;
      return read.ok && read.value.digest === digest ? ok(null) : changed(name);
    } finally {
      await file.value.close();
    }
  }

  async end(): Promise<{ readonly digest: Digest; readonly bytes: number }> {
    this.#writer.end();
    await this.#flush();
    return { digest: this.#hash.digest('hex'), bytes: this.#bytes };
  }

  async #flush(): Promise<void> {
    for (const piece of this.#made.splice(0)) {
      this.#hash.update(piece);
      this.#bytes += piece.length;
      await this.#write(piece);
    }
  }
}

function changed(name: string) {
  return fail(
    'bundle.evidence-changed',
    `${name} is not the file any more that was verified. No bundle was made; verify the evidence, and run the gate again.`,
    { name },
  );
}
