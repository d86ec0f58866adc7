let make: (() => string) | null = null;

/** Set once by main.tsx: the window's only source of chance. */
export function setFreshId(source: () => string): void {
  make = source;
}

/** An id nobody has: for keys that make a repeated command harmless. Asking before `setFreshId` is a bug. */
export function freshId(): string {
  if (make === null) throw new Error('an id was asked for before its source was set');
  return make();
}
