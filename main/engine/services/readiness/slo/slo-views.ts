import { fail, ok } from '../../../../../core/kernel/result.ts';
import { Refusal } from '../../../../../db/failures.ts';
import { sloHistory } from '../../../../../db/readers/readiness/slo/slo-policies.ts';
import type { Service, ViewHandler } from '../../../handlers.ts';
import type { EngineDeps } from '../../engine-deps.ts';
import { judgedStandings } from './judged-standings.ts';
import { policyDocument, policyKnown } from './known-policy.ts';

export function sloPoliciesView({ heavyReads }: EngineDeps): ViewHandler<'slo.policies'> {
  return {
    topics: () => ['slo', 'actors'],
    read: async () => {
      const listed = await heavyReads.run('sloPolicies', { policy: null });
      if (!listed.ok) throw new Refusal(listed.error);
      return { rows: listed.value.map(({ row }) => row), extra: {} };
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

export const showPolicy: Service<EngineDeps, 'slo.show'> = async (deps, { policy }, { signal }) => {
  const known = await policyKnown(deps, policy, signal);
  return known.ok ? ok({ row: known.value.row, text: known.value.text }) : known;
};

export const versions: Service<EngineDeps, 'slo.versions'> = ({ heavyReads }, { policy }, { signal }) =>
  heavyReads.run('sloVersions', { id: policy }, signal);

export const history: Service<EngineDeps, 'slo.history'> = async (deps, asked, { signal }) => {
  const { db, clock } = deps;
  const document = await policyDocument(deps, asked.policy, signal);
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
