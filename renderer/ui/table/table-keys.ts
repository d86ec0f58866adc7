/** What a key means in the grid. Pure, so that the whole keyboard can be tested without a screen. */
export type TableAction =
  | { readonly kind: 'move'; readonly rows: number; readonly columns: number; readonly extend: boolean }
  | {
      readonly kind: 'edge';
      readonly to: 'row-start' | 'row-end' | 'first' | 'last';
      readonly extend: boolean;
    }
  | { readonly kind: 'page'; readonly down: boolean; readonly extend: boolean }
  | { readonly kind: 'select' }
  | { readonly kind: 'select-all' }
  | { readonly kind: 'clear' }
  | { readonly kind: 'open' }
  | { readonly kind: 'edit'; readonly typed: string | null }
  | { readonly kind: 'resize'; readonly by: number }
  | { readonly kind: 'move-column'; readonly by: number };

export interface PressedKey {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

export interface KeyPlace {
  /** The active line is the header. */
  readonly header: boolean;
  /** The active cell can be edited. */
  readonly editable: boolean;
  /** The active cell is a check box, which Space ticks. */
  readonly check: boolean;
  /** The key before was `g`: this one belongs to a go-to chord. */
  readonly chord: boolean;
}

/** Keys that belong to the whole app even over an editable cell. */
const appKeys = new Set(['g', '?', '/', '[', ']']);

const arrows: Readonly<Record<string, readonly [rows: number, columns: number]>> = {
  ArrowDown: [1, 0],
  ArrowUp: [-1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  j: [1, 0],
  k: [-1, 0],
  J: [1, 0],
  K: [-1, 0],
};

export function tableAction(pressed: PressedKey, place: KeyPlace): TableAction | null {
  const { key, shiftKey } = pressed;
  const command = pressed.ctrlKey || pressed.metaKey;
  if (pressed.altKey && !place.header) return null;
  if (place.header) {
    const side = key === 'ArrowLeft' ? -1 : key === 'ArrowRight' ? 1 : 0;
    if (side !== 0 && shiftKey) return { kind: 'resize', by: side * 16 };
    if (side !== 0 && pressed.altKey) return { kind: 'move-column', by: side };
  }
  if (command) {
    if (key === 'a' || key === 'A') return { kind: 'select-all' };
    if (key === 'Home') return { kind: 'edge', to: 'first', extend: shiftKey };
    if (key === 'End') return { kind: 'edge', to: 'last', extend: shiftKey };
    if (key === 'ArrowUp') return { kind: 'edge', to: 'first', extend: shiftKey };
    if (key === 'ArrowDown') return { kind: 'edge', to: 'last', extend: shiftKey };
    return null;
  }
  if (place.chord) return null;
  const arrow = arrows[key];
  if (arrow !== undefined) {
    return { kind: 'move', rows: arrow[0], columns: arrow[1], extend: shiftKey && arrow[0] !== 0 };
  }
  switch (key) {
    case 'Home':
      return { kind: 'edge', to: 'row-start', extend: false };
    case 'End':
      return { kind: 'edge', to: 'row-end', extend: false };
    case 'PageDown':
    case 'PageUp':
      return { kind: 'page', down: key === 'PageDown', extend: shiftKey };
    case ' ':
      return place.check && !shiftKey ? { kind: 'edit', typed: null } : { kind: 'select' };
    case 'Escape':
      return { kind: 'clear' };
    case 'Enter':
      return { kind: 'open' };
    case 'F2':
      return { kind: 'edit', typed: null };
    default:
      break;
  }
  const printable = /^.$/u.test(key) && !appKeys.has(key);
  return printable && place.editable && !place.check ? { kind: 'edit', typed: key } : null;
}
