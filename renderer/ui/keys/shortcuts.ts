/**
 * Shortcut notation is tinykeys': presses separated by a space (`g b`), modifiers joined by `+` (`$mod+k`),
 * `$mod` being Cmd on a Mac and Ctrl elsewhere. This module reads it for display and for the conflict check.
 */
export interface Press {
  /** Sorted, `$mod` kept as written. */
  readonly modifiers: readonly string[];
  readonly key: string;
}

export type Chord = readonly Press[];

/** Keys whose character needs Shift on some layouts and not on others; compared without it. */
const isShiftedCharacter = (key: string) => key.length === 1 && !/[a-z0-9 ]/i.test(key);

function parsePress(text: string): Press {
  const parts = text.split(/(?<=[\w\])])\+/);
  const key = parts.at(-1) ?? '';
  const modifiers = parts
    .slice(0, -1)
    .map((part) => part.replace(/^\[(.*)\]$/, '$1'))
    .filter((part, at, all) => {
      const optional = parts[at]?.startsWith('[') ?? false;
      return !optional && all.indexOf(part) === at;
    })
    .toSorted();
  return { modifiers, key };
}

export function parseChord(keys: string): Chord {
  return keys.trim().split(/\s+/).map(parsePress);
}

/** tinykeys compares Shift exactly, yet `?` takes Shift on most layouts: make it optional for such characters. */
export function bindingOf(keys: string): string {
  return parseChord(keys)
    .map((press) => {
      const optional = isShiftedCharacter(press.key) && !press.modifiers.includes('Shift') ? ['[Shift]'] : [];
      return [...press.modifiers, ...optional, press.key].join('+');
    })
    .join(' ');
}

const samePress = (a: Press, b: Press) =>
  a.key.toLowerCase() === b.key.toLowerCase() && a.modifiers.join() === b.modifiers.join();

/** `same`: both fire on the same keys; `prefix`: the shorter one would swallow the longer. */
export function chordClash(a: string, b: string): 'same' | 'prefix' | null {
  const left = parseChord(a);
  const right = parseChord(b);
  const shared = Math.min(left.length, right.length);
  for (let at = 0; at < shared; at += 1) {
    const one = left[at];
    const other = right[at];
    if (one === undefined || other === undefined || !samePress(one, other)) return null;
  }
  return left.length === right.length ? 'same' : 'prefix';
}

const Shown: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Enter: '↵',
  Escape: 'Esc',
  Backspace: '⌫',
  Delete: 'Del',
  Space: 'Space',
};

const MacModifiers: Readonly<Record<string, string>> = {
  $mod: '⌘',
  Meta: '⌘',
  Control: '⌃',
  Alt: '⌥',
  Shift: '⇧',
};
const OtherModifiers: Readonly<Record<string, string>> = {
  $mod: 'Ctrl',
  Control: 'Ctrl',
  Meta: 'Meta',
  Alt: 'Alt',
  Shift: 'Shift',
};

/** What stands on the key caps, one string per press: `['Ctrl K']`, `['g', 'b']`. */
export function keyCaps(keys: string, mac: boolean): readonly string[] {
  const names = mac ? MacModifiers : OtherModifiers;
  return parseChord(keys).map((press) => {
    const withModifiers = press.modifiers.length > 0;
    const key =
      Shown[press.key] ?? (withModifiers && press.key.length === 1 ? press.key.toUpperCase() : press.key);
    return [...press.modifiers.map((modifier) => names[modifier] ?? modifier), key].join(' ');
  });
}
