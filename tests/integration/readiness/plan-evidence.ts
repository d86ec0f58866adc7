import type { Verification, VerificationResult } from '../../../core/domain/readiness/evidence.ts';
import { EvidenceFilter, type EvidenceRow } from '../../../core/domain/readiness/evidence-row.ts';
import type { EvidenceId, ItemId, TrackerId } from '../../../core/kernel/ids.ts';
import { listEvidence } from '../../../db/readers/readiness/evidence-list.ts';
import { addEvidence, type EvidenceInput, type Signing } from '../../../db/usecases/readiness/evidence.ts';
import type { WorkspaceDb } from '../../../db/workspace-db.ts';
import { must } from '../db/open-workspace.ts';

export const DIGEST = 'd'.repeat(64);

export const found = (result: VerificationResult, says = `It is ${result}.`): Verification => ({
  result,
  says,
  digest: result === 'verified' ? DIGEST : null,
  commit: null,
});

export function itemOfPlan(db: WorkspaceDb, trackerId: TrackerId, title: string): ItemId {
  const id = db.read.value<ItemId>(
    'SELECT id FROM item WHERE tracker_id = ? AND title LIKE ?',
    trackerId,
    `%${title}%`,
  );
  if (id === null) throw new Error(`no item ${title}`);
  return id;
}

export function addDoc(
  db: WorkspaceDb,
  signing: Signing,
  tracker: TrackerId,
  item: ItemId,
  more: Partial<EvidenceInput> = {},
): EvidenceId {
  const input: EvidenceInput = {
    tracker,
    item,
    root: null,
    locator: { type: 'doc', place: { path: 'docs/keel.md' }, heading: null },
    digest: DIGEST,
    tier: 'ci-run',
    freshDays: null,
    guard: null,
    note: '',
    found: found('verified'),
    ...more,
  };
  return must(addEvidence(db, signing, input)).evidenceId;
}

export function evidenceIn(
  db: WorkspaceDb,
  filter: Partial<EvidenceFilter> = {},
  now: number = db.clock.now(),
): readonly EvidenceRow[] {
  const whole = EvidenceFilter.parse({
    trackerId: null,
    itemId: null,
    state: null,
    type: null,
    withdrawn: false,
    ...filter,
  });
  return listEvidence(db.read, whole, now).rows;
}
