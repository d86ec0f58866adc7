import { ok } from '../../../../../core/kernel/result.ts';
import {
  evidenceRow,
  listEvidence,
  verificationHistory,
} from '../../../../../db/readers/readiness/evidence-list.ts';
import { noEvidence } from '../../../../../db/usecases/readiness/evidence.ts';
import type { Service, ViewHandler } from '../../../handlers.ts';
import type { EngineDeps } from '../../engine-deps.ts';

export function evidenceView({ db, clock }: EngineDeps): ViewHandler<'evidence.list'> {
  return {
    topics: () => ['evidence', 'items', 'trackers', 'actors'],
    read: (filter) => {
      const { rows, ...extra } = listEvidence(db.read, filter, clock.now());
      return { rows, extra };
    },
  };
}

export const show: Service<EngineDeps, 'evidence.show'> = ({ db, clock }, { evidenceId }) => {
  const row = evidenceRow(db.read, evidenceId, clock.now());
  return row === null
    ? noEvidence(evidenceId)
    : ok({ row, history: verificationHistory(db.read, evidenceId) });
};
