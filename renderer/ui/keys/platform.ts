import { keyCaps } from './shortcuts.ts';

/** True where Cmd is the command key. */
export const onMac = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform);

/** The key caps of a shortcut on this machine: `['Ctrl K']`, `['g', 'b']`. */
export function caps(keys: string): readonly string[] {
  return keyCaps(keys, onMac);
}
