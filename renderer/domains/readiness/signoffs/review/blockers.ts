import type { SignoffPolicy } from '../../../../../core/domain/readiness/signoff/policy.ts';
import { formatCount } from '../../../../ui/text/format.ts';
import { tierLabels } from '../../evidence-labels.ts';
import type { Signoff } from '../signoff-labels.ts';

/** What to do about whatever keeps an item from being put up; nothing where nothing does. */
export function blockers(
  { whyNotAsk, openGaps, gaps, itemGone }: Pick<Signoff, 'whyNotAsk' | 'openGaps' | 'gaps' | 'itemGone'>,
  policy: SignoffPolicy | null,
): string | undefined {
  if (whyNotAsk === null) return undefined;
  if (itemGone) return 'Look for it by name: it may have been renamed in its file.';
  const open = Math.max(openGaps, gaps.filter(({ closed }) => closed === null).length);
  if (open > 0) return `Close ${formatCount(open, 'gap')} below “Gaps”, each with what was done.`;
  if (/evidence/u.test(whyNotAsk) && policy !== null) {
    const { atLeast, tier } = policy.evidence;
    const better = tier === 'claimed' ? '' : ` of tier “${tierLabels[tier]}” or better`;
    return `Add or verify evidence below “Evidence”: ${formatCount(atLeast, 'piece')}${better} must hold.`;
  }
  if (/not done|open tasks?|sub-?items?|tasks/u.test(whyNotAsk)) return 'Finish those first, or drop them.';
  return undefined;
}
