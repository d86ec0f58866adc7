import { act } from '../../bridge/hooks.ts';
import { sayDone } from '../../bridge/say-done.ts';
import type { Conflict, Keep } from './conflicts-model.ts';

export async function reopen(conflict: Conflict): Promise<void> {
  sayDone(await act('conflicts.reopen', { conflictId: conflict.id }));
}

/** Settles a conflict; true when the file says the chosen value now. */
export async function decide(conflict: Conflict, keep: Keep): Promise<boolean> {
  const done = await act('conflicts.resolve', { conflictId: conflict.id, keep });
  sayDone(done, { label: 'Undo', keys: 'u', run: () => void reopen(conflict) });
  return done !== null;
}
