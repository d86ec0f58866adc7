import type { Digest } from '../../core/domain/readiness/evidence.ts';
import type { FilePort } from '../files/file-port.ts';

/** Bytes on their way into the store, in a file of their own until all of them are there. Rejects as the disk does. */
export interface IncomingFile {
  write(bytes: Uint8Array): Promise<void>;
  /** Puts it under the digest of its bytes. */
  keep(digest: Digest): Promise<void>;
  /** Leaves nothing of it; in vain once it is kept. */
  discard(): Promise<void>;
}

export async function openIncomingFile(
  files: FilePort,
  temp: string,
  moveInto: (temp: string, digest: Digest) => Promise<void>,
): Promise<IncomingFile> {
  const file = await files.createExclusive(temp, 0o600);
  let isOpen = true;
  let isThere = true;
  const close = async (): Promise<void> => {
    if (!isOpen) return;
    isOpen = false;
    await file.close();
  };
  return {
    write: (bytes) => file.write(bytes),
    async keep(digest) {
      await file.sync();
      await close();
      await moveInto(temp, digest);
      isThere = false;
    },
    async discard() {
      await close();
      if (!isThere) return;
      isThere = false;
      await files.remove(temp);
    },
  };
}
