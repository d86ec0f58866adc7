import { hash } from 'node:crypto';
import type { FileToSend } from '../../../../../core/domain/readiness/stored-file.ts';
import type { Entropy } from '../../../../../core/kernel/clock.ts';
import { type ActorId, UploadId } from '../../../../../core/kernel/ids.ts';
import { randomId } from '../../../../../core/kernel/random-id.ts';
import { fail, ok } from '../../../../../core/kernel/result.ts';
import type { ReceivedFile } from '../../../../../node/evidence/evidence-store.ts';
import type { EvidencePorts, Uploads } from '../../../files/evidence-ports.ts';
import { createKeyedQueue } from '../../keyed-queue.ts';

/** At once, of all screens. */
const MOST = 16;
/** A screen that sends nothing for so long is gone. */
export const UPLOAD_IDLE_MS = 120_000;

interface Upload extends FileToSend {
  readonly by: ActorId;
  readonly file: ReceivedFile;
  readonly idle: NodeJS.Timeout;
  received: number;
}

export function createUploads(
  store: EvidencePorts['store'],
  entropy: Entropy,
  idleMs: number = UPLOAD_IDLE_MS,
): Uploads {
  const uploads = new Map<UploadId, Upload>();
  const queue = createKeyedQueue();
  let closed = false;

  const drop = async (id: UploadId): Promise<void> => {
    const upload = uploads.get(id);
    uploads.delete(id);
    clearTimeout(upload?.idle);
    await upload?.file.discard();
  };

  const ofActor = (id: UploadId, by: ActorId): Upload | null => {
    const upload = uploads.get(id);
    return upload?.by === by ? upload : null;
  };

  return {
    async begin(by, file) {
      if (closed || uploads.size >= MOST) return busy();
      const received = await store.receive(file);
      if (!received.ok) return received;
      const uploadId = UploadId.parse(randomId(entropy, 'up'));
      const idle = setTimeout(() => void queue.run(uploadId, () => drop(uploadId)), idleMs);
      idle.unref();
      uploads.set(uploadId, { ...file, by, file: received.value, idle, received: 0 });
      return ok({ uploadId });
    },
    send: (by, { uploadId, at, base64, digest }) =>
      queue.run(uploadId, async () => {
        const upload = ofActor(uploadId, by);
        if (upload === null) return noUpload();
        const bytes = Buffer.from(base64, 'base64');
        const end = at + bytes.length;
        if (end <= upload.received) return ok({ received: upload.received });
        if (at !== upload.received || end > upload.bytes) return outOfOrder(upload);
        if (hash('sha256', bytes) !== digest) return damaged(upload);
        const written = await upload.file.write(bytes);
        if (!written.ok) {
          await drop(uploadId);
          return written;
        }
        upload.received = end;
        upload.idle.refresh();
        return ok({ received: end });
      }),
    keep: (by, uploadId) =>
      queue.run(uploadId, async () => {
        const upload = ofActor(uploadId, by);
        if (upload === null) return noUpload();
        try {
          return upload.received === upload.bytes ? await upload.file.keep() : incomplete(upload);
        } finally {
          await drop(uploadId);
        }
      }),
    discard: (by, uploadId) =>
      queue.run(uploadId, async () => {
        if (ofActor(uploadId, by) !== null) await drop(uploadId);
      }),
    async close() {
      closed = true;
      await Promise.all([...uploads.keys()].map((id) => queue.run(id, () => drop(id))));
    },
  };
}

function busy() {
  return fail(
    'upload.busy',
    `${MOST} files are being sent already. This one was not begun; try again when one of them is done.`,
    {},
    true,
  );
}

function noUpload() {
  return fail(
    'upload.not-found',
    'What was sent of this file is not here any more: it was given up, or nothing came for some time. Nothing was added; send the file again.',
    {},
    true,
  );
}

function outOfOrder({ name, received }: Upload) {
  return fail(
    'upload.out-of-order',
    `A part of ${name} does not follow what came before it, and was not taken. Send the file again.`,
    { received },
  );
}

function damaged({ name, received }: Upload) {
  return fail(
    'upload.damaged',
    `A part of ${name} changed on its way here, and was not taken. Send it again.`,
    { received },
    true,
  );
}

function incomplete({ name, received, bytes }: Upload) {
  return fail(
    'upload.incomplete',
    `Only ${received} of the ${bytes} bytes of ${name} came. Nothing was added; send the file again.`,
    { received, bytes },
    true,
  );
}
