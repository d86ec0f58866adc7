import { act } from '../../../bridge/hooks.ts';
import { sayDone } from '../../../bridge/say-done.ts';
import { type Exception, termsAgain } from './exception-model.ts';

/** For good; undone by approving the same terms anew. */
export async function revokeException(row: Exception): Promise<void> {
  if (row.revoked !== null) return;
  const answer = await act('exceptions.revoke', { exceptionId: row.id });
  const approveAnew = async () => sayDone(await act('exceptions.add', termsAgain(row)));
  sayDone(answer, row.state === 'active' ? { label: 'Undo', run: () => void approveAnew() } : undefined);
}
