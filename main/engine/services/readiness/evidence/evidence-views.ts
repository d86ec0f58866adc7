import type { EvidenceFilter } from '../../../../../core/domain/readiness/evidence-row.ts';
import { ok } from '../../../../../core/kernel/result.ts';
import { Refusal } from '../../../../../db/failures.ts';
import type { Reader } from '../../../../../db/handle.ts';
import type { JobOutput } from '../../../../../db/readers/jobs.ts';
import { listEvidenceItems } from '../../../../../db/readers/readiness/evidence-items.ts';
import {
  countEvidence,
  evidenceRow,
  listEvidence,
  verificationHistory,
} from '../../../../../db/readers/readiness/evidence-list.ts';
import { noEvidence } from '../../../../../db/usecases/readiness/evidence.ts';
import type { Service, ViewHandler } from '../../../handlers.ts';
import type { EngineDeps } from '../../engine-deps.ts';

/** With more pieces than this, reading how all of them stand would hold the loop too long. */
const READ_HERE = 2000;

export function evidenceView(deps: EngineDeps): ViewHandler<'evidence.list'> {
  return {
    topics: () => ['evidence', 'items', 'trackers', 'actors'],
    read: async (filter) => {
      const { rows, ...extra } = await readOf(deps, 'evidenceList', listEvidence, filter);
      return { rows, extra };
    },
  };
}

export function evidenceItemsView(deps: EngineDeps): ViewHandler<'evidence.items'> {
  return {
    topics: () => ['evidence', 'items', 'trackers'],
    read: async (filter) => {
      const { rows, ...extra } = await readOf(deps, 'evidenceItems', listEvidenceItems, filter);
      return { rows, extra };
    },
  };
}

/** Here, or on a thread of its own where there is much. */
async function readOf<Name extends 'evidenceList' | 'evidenceItems'>(
  { db, clock, heavyReads }: EngineDeps,
  name: Name,
  reader: (read: Reader, filter: EvidenceFilter, now: number) => JobOutput<Name>,
  filter: EvidenceFilter,
): Promise<JobOutput<Name>> {
  const now = clock.now();
  if (filter.itemId !== null || countEvidence(db.read) <= READ_HERE) return reader(db.read, filter, now);
  const read = await heavyReads.run(name, { filter, now });
  if (!read.ok) throw new Refusal(read.error);
  return read.value;
}

export const show: Service<EngineDeps, 'evidence.show'> = ({ db, clock }, { evidenceId }) => {
  const row = evidenceRow(db.read, evidenceId, clock.now());
  return row === null
    ? noEvidence(evidenceId)
    : ok({ row, history: verificationHistory(db.read, evidenceId) });
};
