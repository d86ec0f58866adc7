import type { RowOf } from '../../../core/contract/index.ts';

export type Actor = RowOf<'actors.list'>;

/** Who can sign first, then who no longer can; each by name. */
export function orderActors(actors: readonly Actor[]): readonly Actor[] {
  return actors.toSorted(
    (a, b) =>
      Number(a.revokedAt !== null) - Number(b.revokedAt !== null) || a.name.localeCompare(b.name, 'en'),
  );
}

/** "person · unlocked with you" in words a reader needs no glossary for. */
export function unlockText(actor: Actor): string {
  return actor.unlock === 'system' ? 'unlocked by your login' : 'asks for its passphrase';
}

/** How an actor's key ended; null while it can sign. */
export function endOf({ id, revokedAt }: Actor, actors: readonly Actor[]): 'replaced' | 'revoked' | null {
  if (revokedAt === null) return null;
  return actors.some(({ replaces }) => replaces === id) ? 'replaced' : 'revoked';
}

/** What this window can do with an actor: act as another person, unlock or lock its own. */
export function actionOn(
  actor: Actor,
  lock: 'none' | 'locked' | 'unlocked',
): 'act' | 'unlock' | 'lock' | null {
  if (actor.revokedAt !== null || actor.kind !== 'person') return null;
  if (!actor.current) return 'act';
  if (lock === 'none') return null;
  return lock === 'locked' ? 'unlock' : 'lock';
}

export const actionLabels = { act: 'Act as', unlock: 'Unlock', lock: 'Lock' } as const;

/** What four eyes on this machine amount to, said plainly. */
export function fourEyesSentence(actors: readonly Actor[]): string {
  const people = actors.filter((actor) => actor.kind === 'person' && actor.revokedAt === null);
  const guarded = people.filter((actor) => actor.unlock === 'passphrase').length;
  if (people.length < 2) return 'One person can sign here. A second pair of eyes needs a second key.';
  if (guarded === 0) {
    return 'All keys open with this login: whoever sits here can sign as anyone. Give a key a passphrase to make it one person’s own.';
  }
  return `${guarded} of ${people.length} keys ${guarded === 1 ? 'asks' : 'ask'} for a passphrase. Four eyes on one machine mean two keys with two passphrases; nothing here can tell whether two people know them.`;
}

export interface AddActorForm {
  readonly name: string;
  readonly passphrase: string;
  readonly repeat: string;
}

export const emptyForm: AddActorForm = { name: '', passphrase: '', repeat: '' };

export interface AddActorProblems {
  readonly name: string | null;
  readonly passphrase: string | null;
  readonly repeat: string | null;
}

/** What keeps the form from being sent; an empty passphrase means "unlocked by your login". */
export function formProblems(form: AddActorForm, actors: readonly Actor[]): AddActorProblems {
  const name = form.name.trim();
  const taken = actors.some((actor) => actor.name.toLowerCase() === name.toLowerCase());
  return {
    name: name === '' ? 'A name is needed.' : taken ? 'Somebody of that name is enrolled already.' : null,
    passphrase:
      form.passphrase !== '' && form.passphrase.length < 8 ? 'At least 8 characters, or none at all.' : null,
    repeat: form.passphrase === form.repeat ? null : 'The two don’t match.',
  };
}
