import { ok, type Result } from '../../../../../core/kernel/result.ts';
import { contentOf } from '../../../../../db/contents/content-store.ts';
import type { IntentRow } from '../../../../../db/records/intent.ts';
import { confirmIntent } from '../../../../../db/usecases/intents.ts';
import type { ReadFile } from '../../../files/read-tracker-file.ts';
import type { EngineDeps } from '../../engine-deps.ts';
import { type LiveTracker, openIntentsOf } from '../tracker-access.ts';
import { sweepTemp, writeTarget } from '../write-target.ts';
import { wasThere } from './overwritten-edits.ts';

export interface Settled {
  readonly said: string;
  readonly wroteFile: boolean;
}

/** Brings the open intents of a tracker without a file here to their end: there is nothing to write. */
export function settleWithoutFile({ db }: EngineDeps, trackerId: string): Result<string[]> {
  const said: string[] = [];
  for (const { id, summary } of openIntentsOf(db, trackerId)) {
    const confirmed = confirmIntent(db, id, { onDisk: false });
    if (!confirmed.ok) return confirmed;
    said.push(summary);
  }
  return ok(said);
}

/**
 * Brings an open intent to its end by what the file says: its target, confirm; its base, write it again; anything else,
 * keep the edit as a revision that is merged with what the file says. On failure the intent stays open.
 */
export async function settleIntent(
  deps: EngineDeps,
  tracker: LiveTracker,
  path: string,
  intent: IntentRow,
  file: ReadFile,
): Promise<Result<Settled>> {
  await sweepTemp(deps, path, intent.id);
  const settled = (wroteFile: boolean) => ok({ said: intent.summary, wroteFile });
  if (file.hash === intent.targetHash) {
    const into = wasThere(file, intent.openedAt) ? file.createdAt : undefined;
    const confirmed = confirmIntent(deps.db, intent.id, { into });
    return confirmed.ok ? settled(false) : confirmed;
  }
  if (file.hash === intent.baseHash) {
    const target = {
      token: intent.id,
      bytes: contentOf(deps.db, intent.targetHash),
      hash: intent.targetHash,
      expectedHash: intent.baseHash,
      noted: false,
    };
    const written = await writeTarget(deps, tracker, target, (into) =>
      confirmIntent(deps.db, intent.id, { into }),
    );
    return written.ok ? settled(true) : written;
  }
  const kept = confirmIntent(deps.db, intent.id, { onDisk: false, newStep: false });
  deps.crashPoint('after-edit-kept');
  return kept.ok ? settled(false) : kept;
}
