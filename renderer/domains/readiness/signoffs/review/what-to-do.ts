import type { SignoffPolicy } from '../../../../../core/domain/readiness/signoff/policy.ts';
import { formatCount } from '../../../../ui/text/format.ts';
import { tierLabels } from '../../evidence-labels.ts';
import type { Signoff } from '../signoff-labels.ts';

/** What to do about whatever keeps an item from being put up; nothing where nothing does. */
export function whatToDo(
  { whyNotAskCode }: Pick<Signoff, 'whyNotAskCode'>,
  policy: SignoffPolicy | null,
): string | undefined {
  switch (whyNotAskCode ?? '') {
    case 'item.not-found':
      return 'Look for it by name: it may have been renamed in its file.';
    case 'signoff.open-gaps':
      return 'They are listed under “Gaps” on the page of the item.';
    case 'signoff.open-tasks':
      return 'Finish or drop them first.';
    case 'signoff.evidence-needed':
      return policy === null ? undefined : neededEvidence(policy.evidence);
    case 'signoff.too-much-evidence':
      return 'Withdraw what no longer proves anything.';
    default:
      return undefined;
  }
}

function neededEvidence({ atLeast, tier }: SignoffPolicy['evidence']): string {
  const better = tier === 'claimed' ? '' : ` of tier “${tierLabels[tier]}” or better`;
  return `Add evidence, or put right what does not hold: ${formatCount(atLeast, 'piece')}${better} must be verified.`;
}
