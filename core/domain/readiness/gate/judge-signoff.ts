import { unreachable } from '../../../kernel/unreachable.ts';
import type { SignoffStanding } from '../signoff/standing.ts';
import { asSentence, failure, itemCalled } from './failures.ts';
import type { ItemsCriterion } from './gate-document.ts';
import type { ItemFact } from './gate-facts.ts';
import type { GateFailure } from './report.ts';

type Demand = ItemsCriterion['require']['signoff'];

/** `word`: nobody ever put it up and the criterion does not ask for that, so the item counts by its word. */
export type SignoffJudgement =
  | { readonly by: 'word' }
  | { readonly by: 'signoff'; readonly failures: readonly GateFailure[] };

export function judgeSignoff(
  item: ItemFact,
  standing: SignoffStanding | undefined,
  demand: Demand,
): SignoffJudgement {
  const isAsked = standing !== undefined && standing.state !== 'none';
  if (demand === 'when-asked' && !isAsked) return { by: 'word' };
  const called = itemCalled(item);
  if (!isAsked)
    return {
      by: 'signoff',
      failures: [
        failure('signoff-missing', `${called} was never put up to be signed off.`, `Put ${called} up.`, {
          item,
        }),
      ],
    };
  const state = stateFailure(item, standing);
  if (state !== null) return { by: 'signoff', failures: [state] };
  const roles = typeof demand === 'string' ? [] : demand;
  const unsigned = roles.filter(
    (role) => !standing.roles.some((one) => one.role === role && one.signed !== null),
  );
  return {
    by: 'signoff',
    failures: unsigned.map((role) =>
      failure(
        'signoff-missing',
        `${called} is signed off, and not for ${role}.`,
        `Put ${called} up again for ${role}.`,
        { item },
      ),
    ),
  };
}

function stateFailure(item: ItemFact, { state, roles, because }: SignoffStanding): GateFailure | null {
  const called = itemCalled(item);
  const why = because.map((sentence) => ` ${asSentence(sentence)}`).join('');
  const about = { item, signoffId: roles.find(({ signed }) => signed !== null)?.signed?.id ?? null };
  switch (state) {
    case 'signed':
    case 'none':
      return null;
    case 'requested': {
      const open = roles.filter(({ signed }) => signed === null).map(({ role }) => role);
      return failure(
        'signoff-missing',
        `${called} is put up and not signed off yet: ${open.join(', ')} ${open.length === 1 ? 'is' : 'are'} open.${why}`,
        `Have ${called} signed off for ${open.join(' and ')}.`,
        about,
      );
    }
    case 'returned':
      return failure(
        'signoff-returned',
        `${called} was returned with gaps.${why}`,
        `Close the gaps of ${called} and put it up again.`,
        about,
      );
    case 'stale':
      return failure(
        'signoff-stale',
        `${called} has changed since it was signed off.${why}`,
        `Put ${called} up again and have it signed off as it is now.`,
        about,
      );
    case 'withdrawn':
      return failure(
        'signoff-withdrawn',
        `The sign-off of ${called} was withdrawn.${why}`,
        `Put ${called} up again and have it signed off.`,
        about,
      );
    default:
      return unreachable(state);
  }
}
