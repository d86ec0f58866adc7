import { SAMPLE_PERSON } from '../../../core/domain/sample-person.ts';
import { ok, type Result } from '../../../core/kernel/result.ts';
import { readPeople } from '../../../db/records/actor.ts';
import type { Acting, Cancellable } from '../handlers.ts';
import { add, revoke } from '../services/actors/actors.ts';
import { openActorSession } from '../services/actors/signer.ts';
import type { EngineDeps } from '../services/engine-deps.ts';

type Loading = Acting & Cancellable;
type Person = ReturnType<typeof readPeople>[number];

function samplePerson({ db }: EngineDeps): Person | null {
  const { name } = SAMPLE_PERSON;
  return readPeople(db.read).find((one) => one.name === name && one.revokedAt === null) ?? null;
}

/** Enrols the sample's second person, where nobody of that name is there. */
export async function addSamplePerson(deps: EngineDeps, context: Loading): Promise<Result<null>> {
  if (samplePerson(deps) !== null) return ok(null);
  const added = await add(deps, SAMPLE_PERSON, context);
  return added.ok ? ok(null) : added;
}

/** Acts as the second person, with the passphrase that everybody knows. */
export async function asSamplePerson(
  deps: EngineDeps,
  { signal }: Cancellable,
  act: (context: Loading) => Promise<Result<null>>,
): Promise<Result<null>> {
  const person = samplePerson(deps);
  if (person === null) return ok(null);
  const session = openActorSession(deps);
  const unlocked = await session.unlock(person.id, SAMPLE_PERSON.passphrase);
  if (!unlocked.ok) return unlocked;
  try {
    return await act({ actorId: person.id, session, signal });
  } finally {
    session.lock();
  }
}

/** Who takes the sample out: the owner in place of its own second person. */
export function besideSamplePerson(deps: EngineDeps, context: Loading): Loading {
  return samplePerson(deps)?.id === context.actorId
    ? { actorId: deps.owner(), signal: context.signal }
    : context;
}

/** A key that everybody can open signs nothing beside a programme of one's own. */
export async function revokeSamplePerson(deps: EngineDeps, by: Loading): Promise<Result<null>> {
  const person = samplePerson(deps);
  if (person === null || person.unlock !== 'passphrase') return ok(null);
  const revoked = await revoke(deps, { actorId: person.id }, by);
  return revoked.ok ? ok(null) : revoked;
}
