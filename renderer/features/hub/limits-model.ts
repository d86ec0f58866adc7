import { RateLimits, RateTier } from '../../../core/domain/fleet/settings.ts';
import { formatNumber } from '../../ui/text/format.ts';
import { readNumber } from './number-field-model.ts';

export const tierLabels: Readonly<Record<RateTier, { readonly label: string; readonly explains: string }>> = {
  light: { label: 'Light', explains: 'Reading: lists of tasks and agents, metrics, health.' },
  normal: { label: 'Normal', explains: 'One task: its details, cancel, requeue, another lane.' },
  heavy: {
    label: 'Heavy',
    explains: 'Submitting tasks.',
  },
};

export type LimitsDraft = Readonly<Record<RateTier, string>>;

export const limitsDraftOf = (limits: RateLimits): LimitsDraft => ({
  light: String(limits.light),
  normal: String(limits.normal),
  heavy: String(limits.heavy),
});

export interface LimitsRead {
  readonly problems: Readonly<Partial<Record<RateTier, string>>>;
  readonly limits: RateLimits | null;
}

export function readLimits(draft: LimitsDraft): LimitsRead {
  const problems: Partial<Record<RateTier, string>> = {};
  for (const tier of RateTier.options) {
    const { problem } = readNumber(draft[tier], RateLimits.shape[tier], 'per minute');
    if (problem !== null) problems[tier] = problem;
  }
  const parsed = RateLimits.safeParse({
    light: Number(draft.light),
    normal: Number(draft.normal),
    heavy: Number(draft.heavy),
  });
  const sound = Object.keys(problems).length === 0 && parsed.success;
  return { problems, limits: sound ? parsed.data : null };
}

export const sameLimits = (one: RateLimits, other: RateLimits): boolean =>
  RateTier.options.every((tier) => one[tier] === other[tier]);

/** "600 / 120 / 20 a minute". */
export const limitsText = ({ light, normal, heavy }: RateLimits): string =>
  `${formatNumber(light)} / ${formatNumber(normal)} / ${formatNumber(heavy)} a minute`;
