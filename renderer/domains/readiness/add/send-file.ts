import type { ContractClient, InputOf } from '../../../../core/contract/index.ts';
import { PIECE_BYTES_MAX, STORED_BYTES_MAX } from '../../../../core/domain/readiness/stored-file.ts';
import { byteLimit } from '../../../../core/kernel/byte-limit.ts';
import { fail, ok, type Result } from '../../../../core/kernel/result.ts';

/** A file as a browser holds it. */
export interface FileHeld {
  readonly name: string;
  readonly size: number;
  slice(from: number, to: number): { arrayBuffer(): Promise<ArrayBuffer> };
}

export interface SendOptions {
  readonly client: Pick<ContractClient, 'call'>;
  readonly signal: AbortSignal;
  readonly onSent: (bytes: number) => void;
}

type UploadId = InputOf<'uploads.discard'>['uploadId'];

/** Sends a file to the engine, one piece after the other. Of one that does not come over whole nothing is left there. */
export async function sendFile(file: FileHeld, options: SendOptions): Promise<Result<UploadId>> {
  if (file.size > STORED_BYTES_MAX) return tooLarge(file);
  const { client, signal } = options;
  const begun = await client.call('uploads.begin', { name: file.name.slice(0, 255), bytes: file.size });
  if (!begun.ok) return begun;
  const { uploadId } = begun.value;
  const sent = await sendPieces(file, uploadId, options);
  if (sent.ok && !signal.aborted) return ok(uploadId);
  await client.call('uploads.discard', { uploadId });
  return sent.ok ? givenUp(file) : sent;
}

async function sendPieces(
  file: FileHeld,
  uploadId: UploadId,
  { client, signal, onSent }: SendOptions,
): Promise<Result<null>> {
  for (let at = 0; at < file.size; at += PIECE_BYTES_MAX) {
    const read = await readPiece(file, at);
    if (!read.ok) return read;
    const bytes = read.value;
    const digest = toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
    if (signal.aborted) return ok(null);
    const sent = await client.call('uploads.send', { uploadId, at, base64: toBase64(bytes), digest });
    if (!sent.ok) return sent;
    onSent(at + bytes.length);
  }
  return ok(null);
}

async function readPiece(file: FileHeld, at: number): Promise<Result<Uint8Array<ArrayBuffer>>> {
  const end = Math.min(at + PIECE_BYTES_MAX, file.size);
  try {
    const bytes = new Uint8Array(await file.slice(at, end).arrayBuffer());
    return bytes.length === end - at ? ok(bytes) : unreadable(file);
  } catch {
    return unreadable(file);
  }
}

/** Code units at once: a call takes no more arguments than fit its stack. */
const AT_ONCE = 8192;

function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += AT_ONCE)
    text += String.fromCharCode(...bytes.subarray(at, at + AT_ONCE));
  return btoa(text);
}

function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function tooLarge({ name }: FileHeld) {
  return fail(
    'file.too-large',
    `${name} is larger than ${byteLimit(STORED_BYTES_MAX)}, the most that is copied into the workspace. Nothing was added. Put it into the repository or folder of the item and name its path.`,
  );
}

function unreadable({ name }: FileHeld) {
  return fail(
    'file.read-failed',
    `${name} could not be read: it may be a folder, or have changed or gone since it was chosen. Nothing was added; choose it again.`,
  );
}

function givenUp({ name }: FileHeld) {
  return fail('job.cancelled', `Sending ${name} was given up. Nothing was added.`);
}
