import type { OutputOf } from '../../../../core/contract/index.ts';
import { call } from '../../../bridge/hooks.ts';
import { showFailure } from '../../../bridge/show-failure.ts';
import { showToast } from '../../../ui/feedback/toast.tsx';
import type { Bundle, Environment } from '../release-model.ts';

/** Its progress is that of its job; what it came to is said at the end. */
export async function promote(environmentId: Environment['id'], bundleId: Bundle['id']): Promise<void> {
  const answer = await call('environments.promote', { environmentId, bundleId });
  if (answer.ok) sayMoved(answer.value);
  else showFailure(answer.error, answer.error.code === 'job.cancelled' ? 'info' : 'problem');
}

export async function rollBack(environmentId: Environment['id']): Promise<void> {
  const answer = await call('environments.rollback', { environmentId });
  if (answer.ok) sayMoved(answer.value);
  else showFailure(answer.error, answer.error.code === 'job.cancelled' ? 'info' : 'problem');
}

function sayMoved({ outcome, summary }: OutputOf<'environments.promote'>): void {
  const kinds = { done: 'done', refused: 'info', failed: 'problem' } as const;
  showToast({ kind: kinds[outcome], text: summary });
}
