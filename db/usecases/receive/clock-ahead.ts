import { type Parked, parked } from '../../../core/domain/sync/verdict.ts';
import { MAX_DRIFT_MS } from '../../../core/kernel/hlc.ts';

/** What was written further ahead than clocks may differ waits until this device's clock has come that far. */
export function aheadOf(at: number, now: number): Parked | null {
  if (at - now <= MAX_DRIFT_MS) return null;
  return parked('clock.ahead', `its clock said ${new Date(at).toISOString()}`);
}
