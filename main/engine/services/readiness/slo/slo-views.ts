import { sloPolicyIn } from '../../../../../core/domain/readiness/slo/read-slo-policy.ts';
import { fail, ok } from '../../../../../core/kernel/result.ts';
import { Refusal } from '../../../../../db/failures.ts';
import { documentVersions } from '../../../../../db/readers/readiness/document-versions.ts';
import {
  sloHistory,
  sloPolicyRow,
  sloVersionIn,
} from '../../../../../db/readers/readiness/slo/slo-policies.ts';
import { readSloPolicy } from '../../../../../db/records/slo.ts';
import { noSloPolicy } from '../../../../../db/usecases/readiness/slo-policies.ts';
import type { Service, ViewHandler } from '../../../handlers.ts';
import type { EngineDeps } from '../../engine-deps.ts';
import { judgedStandings } from './judged-standings.ts';

export function sloPoliciesView({ heavyReads }: EngineDeps): ViewHandler<'slo.policies'> {
  return {
    topics: () => ['slo', 'actors'],
    read: async () => {
      const listed = await heavyReads.run('sloPolicies', undefined);
      if (!listed.ok) throw new Refusal(listed.error);
      return { rows: listed.value, extra: {} };
    },
  };
}

/** What was typed in counts by its evidence, and a value goes stale as a day passes. */
export function sloStandingsView(deps: EngineDeps): ViewHandler<'slo.standings'> {
  return {
    topics: () => ['slo', 'evidence', 'day'],
    read: async (filter) => {
      const judged = await judgedStandings(deps, filter);
      if (!judged.ok) throw new Refusal(judged.error);
      const { standings, blocking } = judged.value;
      return { rows: standings, extra: { blocking } };
    },
  };
}

export const showPolicy: Service<EngineDeps, 'slo.show'> = ({ db }, { policy }) => {
  const record = readSloPolicy(db.read, policy);
  return record === null
    ? noSloPolicy(policy)
    : ok({ row: sloPolicyRow(db.read, record), text: record.document });
};

export const versions: Service<EngineDeps, 'slo.versions'> = ({ db }, { policy }) =>
  ok(documentVersions(db.read, 'slo-policy', policy, sloVersionIn));

export const history: Service<EngineDeps, 'slo.history'> = ({ db, clock }, asked) => {
  const record = readSloPolicy(db.read, asked.policy);
  if (record === null) return noSloPolicy(asked.policy);
  const document = sloPolicyIn(record.document);
  if (!document.ok) return document;
  const profile = asked.profile ?? document.value.profiles[0] ?? '';
  const found = sloHistory(db.read, { ...asked, document: document.value, profile }, clock.now());
  return found === null ? noObjective(asked.policy, asked.objective) : ok(found);
};

export function noObjective(policy: string, objective: string) {
  return fail(
    'slo.not-found',
    `The SLO policy ${policy} has no objective ${objective}. Nothing was changed.`,
    {
      policy,
      objective,
    },
  );
}
