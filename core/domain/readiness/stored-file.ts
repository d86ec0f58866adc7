import { z } from 'zod';
import { UploadId } from '../../kernel/ids.ts';
import { Digest } from './evidence.ts';

/** The largest file that is copied into the workspace. */
export const STORED_BYTES_MAX = 1024 * 1024 * 1024;

/** The most that one message carries of a file: written out for every transport, it is a few milliseconds of each end. */
export const PIECE_BYTES_MAX = 256 * 1024;

/** A file that is about to be sent. */
export const FileToSend = z.object({
  /** As sentences call it. */
  name: z.string().min(1).max(255),
  bytes: z.number().int().min(0),
});
export type FileToSend = z.output<typeof FileToSend>;

export const FilePiece = z.object({
  uploadId: UploadId,
  /** Where in the file it belongs. */
  at: z.number().int().min(0),
  /** Its bytes in base64. */
  base64: z.base64().max(4 * Math.ceil(PIECE_BYTES_MAX / 3)),
  /** Of its bytes. */
  digest: Digest,
});
export type FilePiece = z.output<typeof FilePiece>;
