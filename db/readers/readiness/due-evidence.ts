import { MAX_DRIFT_MS } from '../../../core/kernel/hlc.ts';
import type { DeviceId, EvidenceId, RootId } from '../../../core/kernel/ids.ts';
import type { Reader } from '../../handle.ts';
import {
  EVIDENCE_COLUMNS,
  type EvidenceFacts,
  type EvidenceRecord,
  evidenceOf,
} from '../../records/evidence.ts';
import { idsShownAs } from '../../records/shown-as.ts';

/** The newest verification of `e` by a device (`?`); none that is dated ahead of this clock (`?`). */
const LAST = `coalesce((SELECT max(v.at) FROM verification v
  WHERE v.evidence_id = e.id AND v.device_id = ? AND v.at <= ?), 0)`;

const COUNTS = 'e.withdrawn_at IS NULL AND e.tracker_id IN (SELECT value FROM json_each(?))';

/** What this device last looked at before a moment, the longest ago first; of these roots and of no root. */
export function dueEvidence(
  read: Reader,
  {
    device,
    before,
    now,
    roots,
    limit,
  }: {
    readonly device: DeviceId;
    readonly before: number;
    readonly now: number;
    readonly roots: readonly RootId[];
    readonly limit: number;
  },
): readonly EvidenceRecord[] {
  return read
    .all<EvidenceFacts>(
      `SELECT ${EVIDENCE_COLUMNS} FROM evidence e
       WHERE ${COUNTS} AND ${LAST} < ? AND (e.root_id IS NULL OR e.root_id IN (SELECT value FROM json_each(?)))
       ORDER BY ${LAST}, e.id LIMIT ?`,
      idsShownAs(read, null),
      device,
      now + MAX_DRIFT_MS,
      before,
      JSON.stringify(roots),
      device,
      now + MAX_DRIFT_MS,
      limit,
    )
    .flatMap((facts) => evidenceOf(facts) ?? []);
}

/** The roots that evidence is in, each with its folder on this device. */
export function evidenceRoots(read: Reader): { readonly rootId: RootId; readonly folder: string }[] {
  return read.all(
    `SELECT root_id AS rootId, folder FROM root_binding
     WHERE root_id IN (SELECT root_id FROM evidence WHERE withdrawn_at IS NULL) ORDER BY root_id`,
  );
}

/** A file on this device that evidence is in as it stands there. */
export interface EvidenceFile {
  readonly id: EvidenceId;
  readonly folder: string;
  readonly path: string;
}

/** The files of the newest evidence. */
export function evidenceFiles(read: Reader, limit: number): readonly EvidenceFile[] {
  return read
    .all<EvidenceFacts & { readonly folder: string }>(
      `SELECT ${EVIDENCE_COLUMNS}, b.folder FROM evidence e JOIN root_binding b ON b.root_id = e.root_id
       WHERE ${COUNTS} ORDER BY e.added_at DESC, e.id LIMIT ?`,
      idsShownAs(read, null),
      limit,
    )
    .flatMap(({ folder, ...facts }) => {
      const evidence = evidenceOf(facts);
      if (evidence === null) return [];
      return filePathsOf(evidence).map((path) => ({ id: evidence.id, folder, path }));
    });
}

function filePathsOf({ locator }: EvidenceRecord): readonly string[] {
  if (locator.type === 'code')
    return locator.revision === null && locator.path !== null ? [locator.path] : [];
  const own = 'path' in locator.place ? [locator.place.path] : [];
  return locator.type === 'artifact' && locator.subject !== undefined ? [...own, locator.subject] : own;
}
