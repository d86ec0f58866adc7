import { localDay } from '../../../core/kernel/time.ts';
import { useNow } from '../../ui/text/clock.tsx';

/** The person's calendar day, renewed every minute so that a screen left open over midnight doesn't lie. */
export function useToday(): string {
  return localDay(useNow());
}
