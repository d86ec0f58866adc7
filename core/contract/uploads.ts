import { z } from 'zod';
import { FilePiece, FileToSend } from '../domain/readiness/stored-file.ts';
import { UploadId } from '../kernel/ids.ts';
import { command } from './define.ts';
import { Nothing } from './shared.ts';

/**
 * Files that a screen holds and the engine cannot open by their path. They are sent in pieces, one after the other, and
 * become evidence by `evidence.add`. One that nothing is sent of any more is dropped after a while.
 */
export const uploads = {
  'uploads.begin': command('actor', FileToSend, z.object({ uploadId: UploadId }), [
    'file.too-large',
    'file.disk-full',
    'file.write-failed',
    'file.read-only',
    'upload.busy',
  ]),
  /** What was taken in already may be sent again: the answer to it may have been lost. */
  'uploads.send': command('actor', FilePiece, z.object({ received: z.number().int() }), [
    'upload.not-found',
    'upload.damaged',
    'upload.out-of-order',
    'file.disk-full',
    'file.write-failed',
    'file.read-only',
  ]),
  /** Nothing is left of it. */
  'uploads.discard': command('actor', z.object({ uploadId: UploadId }), Nothing),
};
