import type { InputOf, OutputOf } from '../../../core/contract/index.ts';
import { act } from '../../bridge/hooks.ts';
import { showToast } from '../../ui/feedback/toast.tsx';

/** Its progress is that of its job; once it is recorded, what it says is told. */
export async function runGate(input: InputOf<'gates.run'>): Promise<OutputOf<'gates.run'> | null> {
  const ran = await act('gates.run', input);
  if (ran !== null) showToast({ kind: ran.report.decision === 'go' ? 'done' : 'info', text: ran.summary });
  return ran;
}
