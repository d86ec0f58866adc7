import { basename } from 'node:path';
import { parentPort } from 'node:worker_threads';
import { type CheckReport, checkLossless } from '../../core/domain/trackers/check/check.ts';
import type { Failure } from '../../core/kernel/result.ts';
import { nodeFiles } from '../../node/files/node-files.ts';
import { readTrackerFile } from '../engine/files/read-tracker-file.ts';

export interface CheckedFile {
  readonly path: string;
  readonly report: CheckReport | null;
  /** Why the file was not read. */
  readonly failure: Failure | null;
}

/** A thread that checks the files it is sent, one after the other. */
parentPort?.on('message', (path: string) => {
  void checkFile(path).then((checked) => parentPort?.postMessage(checked));
});

async function checkFile(path: string): Promise<CheckedFile> {
  const read = await readTrackerFile(nodeFiles, path);
  if (!read.ok) return { path, report: null, failure: read.error };
  return { path, report: checkLossless(read.value.bytes, basename(path)), failure: null };
}
