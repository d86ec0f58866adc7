import { z } from 'zod';
import { Digest } from '../domain/readiness/evidence.ts';
import { RoleId, SignoffPolicy } from '../domain/readiness/signoff/policy.ts';
import { SignoffText } from '../domain/readiness/signoff/signoff-ops.ts';
import {
  GapFilter,
  GapRow,
  PolicyRow,
  SignoffCounts,
  SignoffFilter,
  SignoffItem,
  SignoffRow,
} from '../domain/readiness/signoff/signoff-row.ts';
import { SignoffState } from '../domain/readiness/signoff/standing.ts';
import { GapId, ItemId, RequestId, SignoffId } from '../kernel/ids.ts';
import { command, view } from './define.ts';
import { NoInput, Nothing, signingErrors } from './shared.ts';

const One = z.object({ itemId: ItemId });
/** Null: the one in which the actor may review, where that is one. */
const InRole = One.extend({ role: RoleId.nullable().default(null) });
const Summary = z.object({ summary: z.string() });
/** What somebody withdrew, so that they can take that back. */
const Withdrawn = z.object({
  requestId: RequestId.nullable(),
  signoffIds: z.array(SignoffId).max(20),
});
const reviewErrors = [
  'item.not-found',
  'signoff.not-open',
  'signoff.no-role',
  'signoff.role-needed',
  'signoff.role-signed',
  'signoff.role-unknown',
  'signoff.not-a-holder',
  'signoff.own-request',
  ...signingErrors,
] as const;
/** Gaps that one return may name. */
const mostGaps = 20;

export const signoffs = {
  'signoffs.list': view(SignoffFilter, SignoffRow, SignoffCounts),
  /** Reviews that wait for the person who asks, the oldest request first; what else needs somebody is counted. */
  'signoffs.inbox': view(
    NoInput,
    SignoffRow,
    z.object({ waiting: z.number().int(), stale: z.number().int(), returned: z.number().int() }),
  ),
  /** One row; none for an item that is not in the workspace and was never put up. */
  'signoffs.item': view(One, SignoffItem, Nothing),
  'signoffs.gaps': view(GapFilter, GapRow, z.object({ total: z.number().int(), open: z.number().int() })),
  /** Puts an item up. `roles`: empty for those that the policy requires. */
  'signoffs.request': command(
    'actor',
    One.extend({
      roles: z.array(RoleId).max(20).default([]),
      note: z.string().trim().max(2000).default(''),
    }),
    Summary.extend({ requestId: RequestId, roles: z.array(RoleId).readonly() }),
    [
      'item.not-found',
      'signoff.no-role',
      'signoff.open',
      'signoff.signed',
      'signoff.open-gaps',
      'signoff.open-tasks',
      'signoff.evidence-needed',
      'signoff.too-much-evidence',
      ...signingErrors,
    ],
  ),
  'signoffs.approve': command(
    'actor',
    InRole,
    Summary.extend({ signoffId: SignoffId, role: RoleId, state: SignoffState }),
    ['signoff.evidence-changed', 'signoff.not-counting', ...reviewErrors],
  ),
  'signoffs.return': command(
    'actor',
    InRole.extend({ gaps: z.array(SignoffText).min(1).max(mostGaps) }),
    Summary.extend({ gapIds: z.array(GapId).readonly() }),
    reviewErrors,
  ),
  /** `what`: null for what the actor signed, where that is something, else the request. */
  'signoffs.withdraw': command(
    'actor',
    InRole.extend({ what: z.enum(['signature', 'request']).nullable().default(null) }),
    Summary.extend({ withdrawn: Withdrawn }),
    ['signoff.nothing-to-withdraw', ...signingErrors],
  ),
  /** Undoes a withdrawal of the actor's own: what was asked or signed counts as before. */
  'signoffs.restore': command('actor', Withdrawn, Summary, ['signoff.nothing-to-restore', ...signingErrors]),
  'signoffs.closeGap': command(
    'actor',
    z.object({ gapId: GapId, note: z.string().trim().max(2000).default('') }),
    Summary,
    ['gap.not-found', 'gap.settled', ...signingErrors],
  ),
  'signoffs.reopenGap': command('actor', z.object({ gapId: GapId }), Summary, [
    'gap.not-found',
    'gap.settled',
    ...signingErrors,
  ]),
  /** One row: the policy in force. */
  'signoffs.policy': view(NoInput, PolicyRow, Nothing),
  'signoffs.setPolicy': command(
    'actor',
    z.object({ policy: SignoffPolicy }),
    Summary.extend({ version: Digest }),
    ['signoff.policy-invalid', ...signingErrors],
  ),
};
