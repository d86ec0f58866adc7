/** Counts over the last hour, in twelve slots of five minutes: what is older than that is forgotten slot by slot. */
export interface HourlyCounter {
  add(steady: number): void;
  total(steady: number): number;
}

const slotMs = 300_000;
const slots = 12;

export function createHourlyCounter(): HourlyCounter {
  const counts = new Map<number, number>();
  const forget = (slot: number): void => {
    for (const old of counts.keys()) if (old <= slot - slots) counts.delete(old);
  };
  return {
    add(steady) {
      const slot = Math.floor(steady / slotMs);
      forget(slot);
      counts.set(slot, (counts.get(slot) ?? 0) + 1);
    },
    total(steady) {
      forget(Math.floor(steady / slotMs));
      let sum = 0;
      for (const count of counts.values()) sum += count;
      return sum;
    },
  };
}
