import type { InputOf, OutputOf } from '../../../../core/contract/index.ts';
import { call } from '../../../bridge/hooks.ts';
import { showFailure } from '../../../bridge/show-failure.ts';

/** A verdict, and of what it is. */
export interface Verified {
  readonly of: string;
  /** The file that was looked at; null for a bundle of this workspace. */
  readonly file: string | null;
  readonly answer: OutputOf<'bundles.verify'>;
}

/** Its progress is that of its job. Null where there is no verdict: why, the person is told. */
export async function verifyBundle(
  what: InputOf<'bundles.verify'>['what'],
  trust: readonly string[],
  of: string,
): Promise<Verified | null> {
  const answer = await call('bundles.verify', { what, trust: [...trust] });
  if (answer.ok) return { of, file: 'file' in what ? what.file : null, answer: answer.value };
  showFailure(answer.error, answer.error.code === 'job.cancelled' ? 'info' : 'problem');
  return null;
}
