/** What one window remembers over a reload; gone with the window. */
export type WindowMemory = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** Null where the browser allows no storage: nothing is remembered then. */
export function windowMemory(): WindowMemory | null {
  try {
    return globalThis.sessionStorage ?? null;
  } catch {
    return null;
  }
}

export function remember(memory: WindowMemory | null, key: string, value: string | null): void {
  try {
    if (value === null) memory?.removeItem(key);
    else memory?.setItem(key, value);
  } catch {
    // Full: the window goes on without it until its next reload.
  }
}
