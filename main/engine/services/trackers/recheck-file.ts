import type { Answer, ParsedInputOf } from '../../../../core/contract/index.ts';
import { ok } from '../../../../core/kernel/result.ts';
import type { EngineParts } from '../engine-parts.ts';
import { observeFile } from './observe-file.ts';

/** Looks at the tracker's file now, because somebody asks. */
export function recheckFile(
  parts: EngineParts,
  { trackerId }: ParsedInputOf<'trackers.recheck'>,
): Promise<Answer<'trackers.recheck'>> {
  return parts.queue.run(trackerId, async () => {
    const observed = await observeFile(parts, trackerId);
    return observed.ok ? ok({ summary: observed.value.summary }) : observed;
  });
}
