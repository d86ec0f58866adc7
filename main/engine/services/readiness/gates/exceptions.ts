import { actorNameKey } from '../../../../../core/domain/actor-name.ts';
import { fail, ok } from '../../../../../core/kernel/result.ts';
import { itemRow } from '../../../../../db/readers/items/item-rows.ts';
import { listExceptions } from '../../../../../db/readers/readiness/gates/gate-list.ts';
import { readActors } from '../../../../../db/records/actor.ts';
import {
  addException as give,
  revokeException as revoke,
} from '../../../../../db/usecases/readiness/gates.ts';
import type { Service, ViewHandler } from '../../../handlers.ts';
import { signatureOf } from '../../actors/signer.ts';
import type { EngineDeps } from '../../engine-deps.ts';
import { gateKnown } from './known-gates.ts';

export function exceptionsView({ db, clock }: EngineDeps): ViewHandler<'exceptions.list'> {
  return {
    topics: () => ['gates', 'items', 'actors', 'day'],
    read: ({ gateId }) => ({ rows: listExceptions(db.read, gateId, clock.now()), extra: {} }),
  };
}

export const addException: Service<EngineDeps, 'exceptions.add'> = async (deps, terms, context) => {
  const { gate, criterion, item, owner } = terms;
  const { db } = deps;
  const known = await gateKnown(deps, gate, context.signal);
  if (!known.ok) return known;
  if (known.value === null)
    return fail('gate.not-found', `There is no gate ${gate}. Nothing was added.`, { gateId: gate });
  if (criterion !== null && known.value.document?.criteria.some(({ id }) => id === criterion) === false) {
    return fail('gate.no-criterion', `The gate ${gate} has no criterion ${criterion}. Nothing was added.`, {
      gateId: gate,
      criterion,
    });
  }
  if (item !== null && itemRow(db.read, item) === null)
    return fail('item.not-found', 'There is no such item. Nothing was added.', { itemId: item });
  const sign = await signatureOf(deps, context);
  if (!sign.ok) return sign;
  const person = readActors(db.read).find(({ name }) => actorNameKey(name) === actorNameKey(owner));
  const signing = { actorId: context.actorId, sign: sign.value };
  const given = give(db, signing, { ...terms, ownerActor: person?.id ?? null });
  if (!given.ok) return given;
  const until = new Date(terms.expiresAt).toISOString().slice(0, 10);
  const { title = gate, criteria = [] } = known.value?.document ?? {};
  const scope = [
    criteria.flatMap((one) => (one.id === criterion ? [`"${one.title}"`] : [])),
    item === null ? [] : ['one item'],
  ].flat();
  const about = scope.length === 0 ? '' : ` (${scope.join(', ')})`;
  return ok({
    exceptionId: given.value.exceptionId,
    summary: `The exception for "${title}"${about} counts until ${until}; ${owner} answers for it.`,
  });
};

export const revokeException: Service<EngineDeps, 'exceptions.revoke'> = async (
  deps,
  { exceptionId },
  context,
) => {
  const sign = await signatureOf(deps, context);
  if (!sign.ok) return sign;
  const revoked = revoke(deps.db, { actorId: context.actorId, sign: sign.value }, exceptionId);
  return revoked.ok ? ok({ summary: 'The exception is revoked and no longer counts.' }) : revoked;
};
