import type { SignoffCell, SignoffFilter } from '../../../../../core/domain/readiness/signoff/signoff-row.ts';
import type { WorkedOut } from '../../../../../core/domain/readiness/signoff/work-out-standing.ts';
import { itemRow } from '../../../../../db/readers/items/item-rows.ts';
import { policyRow, signoffItem } from '../../../../../db/readers/readiness/signoff-item.ts';
import {
  listGaps,
  listSignoffs,
  type SignoffReading,
} from '../../../../../db/readers/readiness/signoff-list.ts';
import { readPolicies } from '../../../../../db/records/readiness/signoff.ts';
import { whyNotAsk } from '../../../../../db/usecases/readiness/ask-signoff.ts';
import { keyChecks } from '../../../../../node/secrets/ed25519.ts';
import type { ActorSession, ViewHandlers, ViewsNamed } from '../../../handlers.ts';
import type { EngineDeps } from '../../engine-deps.ts';
import { inSteps } from '../../in-steps.ts';
import { STANDING_TOPICS, type Standings } from './kept-standings.ts';
import { cellPlan } from './status-cell.ts';

export function signoffViews(
  deps: EngineDeps,
  standings: Standings,
): Pick<ViewHandlers, ViewsNamed<'signoffs'>> {
  const { db } = deps;
  return {
    'signoffs.list': {
      topics: () => STANDING_TOPICS,
      read: (filter, session) => listed(deps, standings, filter, session),
    },
    'signoffs.inbox': {
      topics: () => STANDING_TOPICS,
      async read(_input, session) {
        const { rows, extra } = await listed(
          deps,
          standings,
          { trackerId: null, state: null, mine: true, words: '' },
          session,
        );
        const { stale, returned } = extra.states;
        return { rows: rows.toReversed(), extra: { waiting: extra.mine, stale, returned } };
      },
    },
    'signoffs.item': {
      topics: () => [...STANDING_TOPICS, 'tasks'],
      read({ itemId }, session) {
        const reading = readingFor(deps, session);
        const found = signoffItem(db.read, itemId, reading);
        if (found === null) return { rows: [], extra: {} };
        const item = itemRow(db.read, itemId);
        const policy = readPolicies(db.read).inForce(null);
        const refused =
          item === null
            ? null
            : whyNotAsk(db.read, item, policy.policy.required, policy, keyChecks, reading.now);
        const whyNot = item === null ? 'It is no longer in any text.' : (refused?.message ?? null);
        const code = item === null ? 'item.not-found' : (refused?.code ?? null);
        const row = {
          ...found.row,
          cell: cellOf(deps, found.standing),
          whyNotAsk: whyNot,
          whyNotAskCode: code,
        };
        return { rows: [row], extra: {} };
      },
    },
    'signoffs.gaps': {
      topics: () => STANDING_TOPICS,
      read(filter) {
        const { rows, ...extra } = listGaps(db.read, filter);
        return { rows, extra };
      },
    },
    'signoffs.policy': {
      topics: () => ['signoffs', 'actors'],
      read: () => ({ rows: [policyRow(db.read)], extra: {} }),
    },
  };
}

async function listed(
  deps: EngineDeps,
  standings: Standings,
  filter: SignoffFilter,
  session: ActorSession | undefined,
) {
  const all = await standings();
  const { rows, ...extra } = await inSteps(
    listSignoffs(deps.db.read, all, filter, readingFor(deps, session)),
  );
  const withCell = rows.map((row) => {
    const standing = all.get(row.itemId);
    return { ...row, cell: standing === undefined ? NO_CELL : cellOf(deps, standing) };
  });
  return { rows: withCell, extra };
}

function readingFor(deps: EngineDeps, session: ActorSession | undefined): SignoffReading {
  return { me: session?.actor ?? deps.owner(), checks: keyChecks, now: deps.clock.now() };
}

const NO_CELL: SignoffCell = { state: 'none', says: null };

/** Only what is signed off is waited for. */
export function cellOf(deps: EngineDeps, standing: WorkedOut): SignoffCell {
  if (standing.state !== 'signed' || standing.request === null) return NO_CELL;
  const plan = cellPlan(deps.db, standing);
  if (plan.kind === 'waiting') return { state: 'waiting', says: plan.says };
  if (plan.kind !== 'write') return { state: plan.kind, says: null };
  const failure = deps.signoffCells.failureOf(standing.request.asked.item);
  return { state: 'waiting', says: failure ?? 'It is about to be written.' };
}
