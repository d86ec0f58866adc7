import type { ReactNode } from 'react';
import { createContext, useContext, useEffect, useState } from 'react';
import type { Clock } from '../../../core/kernel/clock.ts';

const ClockContext = createContext<Clock | null>(null);

/** Gives the screens their wall clock; mounted once by the app's entry. */
export function ClockProvider({ clock, children }: { readonly clock: Clock; readonly children: ReactNode }) {
  return <ClockContext value={clock}>{children}</ClockContext>;
}

export function useClock(): Clock {
  const clock = useContext(ClockContext);
  if (clock === null) throw new Error('ClockProvider is missing above this component');
  return clock;
}

/** The current time in milliseconds, refreshed every `everyMs` (a minute by default). */
export function useNow(everyMs = 60_000): number {
  const clock = useClock();
  const [now, setNow] = useState(() => clock.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(clock.now()), everyMs);
    return () => clearInterval(timer);
  }, [clock, everyMs]);
  return now;
}
