import type { InputOf, OutputOf } from '../../../../core/contract/index.ts';
import { act } from '../../../bridge/hooks.ts';
import { sayDone } from '../../../bridge/say-done.ts';
import type { Gap } from './signoff-labels.ts';

type ItemId = InputOf<'signoffs.withdraw'>['itemId'];

/** Takes the request or one's own signatures back; what was withdrawn can be restored. */
export async function withdrawSignoff(itemId: ItemId, what: 'signature' | 'request'): Promise<void> {
  const done = await act('signoffs.withdraw', { itemId, what });
  if (done !== null) sayDone(done, { label: 'Undo', run: () => void restore(done.withdrawn) });
}

async function restore(withdrawn: OutputOf<'signoffs.withdraw'>['withdrawn']): Promise<void> {
  sayDone(await act('signoffs.restore', withdrawn));
}

export async function reopenGap(gapId: Gap['id']): Promise<void> {
  sayDone(await act('signoffs.reopenGap', { gapId }));
}
