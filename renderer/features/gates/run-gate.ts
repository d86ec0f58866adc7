import type { InputOf, OutputOf } from '../../../core/contract/index.ts';
import { call } from '../../bridge/hooks.ts';
import { showFailure } from '../../bridge/show-failure.ts';
import { showToast } from '../../ui/feedback/toast.tsx';

/** Its progress is that of its job; once it is recorded, what it says is told. */
export async function runGate(input: InputOf<'gates.run'>): Promise<OutputOf<'gates.run'> | null> {
  const answer = await call('gates.run', input);
  if (!answer.ok) {
    showFailure(answer.error, answer.error.code === 'job.cancelled' ? 'info' : 'problem');
    return null;
  }
  const { summary, report } = answer.value;
  showToast({ kind: report.decision === 'go' ? 'done' : 'info', text: summary });
  return answer.value;
}
