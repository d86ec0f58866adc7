import type { BoardCard } from '../../../../core/domain/readiness/board/board-row.ts';
import { type PlainCard, readinessBoard } from '../../../../db/readers/readiness/board.ts';
import { rolesOpenTo } from '../../../../db/readers/readiness/signoff-list.ts';
import { readReviewers } from '../../../../db/readers/readiness/signoff-standings.ts';
import { readPolicies } from '../../../../db/records/readiness/signoff.ts';
import type { ActorSession, ViewHandler } from '../../handlers.ts';
import type { EngineDeps } from '../engine-deps.ts';
import { STANDING_TOPICS, type Standings } from './signoffs/kept-standings.ts';

/** Looks over all items on a thread of its own; what their sign-offs say is known here. */
export function boardView(deps: EngineDeps, standings: Standings): ViewHandler<'readiness.board'> {
  return {
    topics: () => STANDING_TOPICS,
    async read(filter, session) {
      const all = await standings();
      const signoffs = [...all.values()].map(({ itemId, state }) => [itemId, state] as const);
      const asked = { filter, signoffs, now: deps.clock.now() };
      const found = await deps.heavyReads.run('readinessBoard', asked);
      // Where the threads are too busy, whoever looks at the board waits here.
      const { cards, lanes } = found.ok ? found.value : readinessBoard(deps.db.read, asked);
      const withSignoff = signedCards(deps, all, session);
      return { rows: cards.map(withSignoff), extra: { lanes } };
    },
  };
}

function signedCards(
  { db, owner }: EngineDeps,
  standings: Awaited<ReturnType<Standings>>,
  session: ActorSession | undefined,
): (card: PlainCard) => BoardCard {
  const people = readReviewers(db.read);
  const { policy } = readPolicies(db.read).inForce(null);
  const me = session?.actor ?? owner();
  return (card) => {
    const standing = standings.get(card.id);
    if (standing === undefined) return { ...card, roles: [], because: [], mine: [] };
    const roles = standing.roles.map(({ role, signed }) => ({
      role,
      signed: signed === null ? null : { by: people.nameOf(signed.by), at: signed.at },
    }));
    return {
      ...card,
      roles,
      because: [...standing.because],
      mine: rolesOpenTo(standing, me, people, policy),
    };
  };
}
