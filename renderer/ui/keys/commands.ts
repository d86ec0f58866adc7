import { useEffect, useSyncExternalStore } from 'react';
import { tinykeys } from 'tinykeys';
import { bindingOf, chordClash } from './shortcuts.ts';

/** One thing a person can do. The palette, the shortcut sheet and the keyboard all read the same registry. */
export interface Command {
  /** Unique, `area.verb`: `trackers.import`. */
  readonly id: string;
  /** Imperative, sentence case: "Import tracker files". */
  readonly title: string;
  /** Heading in the palette and the shortcut sheet. */
  readonly group: string;
  /** tinykeys notation, see shortcuts.ts: `g b`, `$mod+k`, `?`. */
  readonly keys?: string;
  /** More words the palette finds it by. */
  readonly words?: readonly string[];
  /** One muted fact beside the title in the palette. */
  readonly detail?: string;
  /** Fires in text fields too. Only for chords with a modifier, or Escape. */
  readonly whileTyping?: boolean;
  /** `list` keys (j, k, Enter) are shown in the sheet but would be noise in the palette. */
  readonly palette?: boolean;
  /** Asked at the moment of use; false hides it from the palette and lets the key through. */
  readonly enabled?: () => boolean;
  readonly run: () => void | Promise<void>;
}

export interface KeyConflict {
  readonly keys: string;
  readonly kind: 'same' | 'prefix';
  readonly commands: readonly [Command, Command];
}

/** Pairs of commands that fight over the same keys; empty when all is well. */
export function findKeyConflicts(commands: readonly Command[]): readonly KeyConflict[] {
  const bound = commands.filter((command) => command.keys !== undefined);
  return bound.flatMap((one, at) =>
    bound.slice(at + 1).flatMap((other): KeyConflict[] => {
      const kind = chordClash(one.keys ?? '', other.keys ?? '');
      return kind === null ? [] : [{ keys: one.keys ?? '', kind, commands: [one, other] }];
    }),
  );
}

export interface CommandRegistry {
  /** Adds commands until the returned function is called. A later one with the same id covers an earlier one. */
  readonly add: (commands: readonly Command[]) => () => void;
  /** Same array until something changes. */
  readonly list: () => readonly Command[];
  readonly find: (id: string) => Command | null;
  readonly subscribe: (listener: () => void) => () => void;
}

export function createCommandRegistry(): CommandRegistry {
  const layers = new Set<readonly Command[]>();
  const listeners = new Set<() => void>();
  let current: readonly Command[] = [];
  const changed = () => {
    current = [...new Map([...layers].flat().map((command) => [command.id, command])).values()];
    for (const listener of listeners) listener();
  };
  return {
    add(commands) {
      const layer = [...commands];
      layers.add(layer);
      changed();
      return () => {
        if (layers.delete(layer)) changed();
      };
    },
    list: () => current,
    find: (id) => current.find((command) => command.id === id) ?? null,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The registry of this window. */
export const commands: CommandRegistry = createCommandRegistry();

/** Registers a screen's own commands while it is shown. Pass a memoised array, or its keys flicker off and on. */
export function useCommands(list: readonly Command[]): void {
  useEffect(() => commands.add(list), [list]);
}

export function useCommandList(): readonly Command[] {
  return useSyncExternalStore(commands.subscribe, commands.list);
}

/** Runs a command by id; false when it isn't there or not enabled now. */
export function runCommand(id: string): boolean {
  const command = commands.find(id);
  if (command === null || command.enabled?.() === false) return false;
  void command.run();
  return true;
}

const TypingTargets =
  'input:not([type=checkbox]):not([type=radio]):not([type=button]), textarea, select, [contenteditable=""], [contenteditable=true], [data-typing]';
/** Overlays have keys of their own: whoever opened one must not type commands into the screen behind it. */
const OwnKeys = '[role=dialog], [role=alertdialog], [role=menu], [data-keys=own]';

/** Where the keyboard is: decides which commands may answer a key. */
export function keyboardPlace(target: EventTarget | null): 'free' | 'grid' | 'typing' | 'overlay' {
  if (!(target instanceof Element)) return 'free';
  if (target.closest(OwnKeys) !== null) return 'overlay';
  if (target.closest(TypingTargets) !== null) return 'typing';
  return target.closest('[role=grid]') === null ? 'free' : 'grid';
}

/** A letter or digit alone: in a table it begins an edit of the cell, so it can't be a command there. */
const isBareCharacter = (keys: string) => /^[a-z0-9]$/i.test(keys);

/**
 * Listens for the registry's shortcuts on the window until the returned function is called. Capturing, because
 * component libraries stop key events on their way up. Longer chords first, so that `g t` wins over `t`.
 */
export function listenForShortcuts(registry: CommandRegistry, target: Window): () => void {
  let stop = () => {};
  const bind = () => {
    stop();
    const bound = registry
      .list()
      .filter((command) => command.keys !== undefined)
      .toSorted((a, b) => (b.keys ?? '').split(' ').length - (a.keys ?? '').split(' ').length);
    const bindings = Object.fromEntries(
      bound.map((command) => [
        bindingOf(command.keys ?? ''),
        (event: KeyboardEvent) => {
          if (command.enabled?.() === false) return;
          const place = keyboardPlace(event.target);
          if (place === 'typing' && command.whileTyping !== true) return;
          if (place === 'grid' && isBareCharacter(command.keys ?? '')) return;
          event.preventDefault();
          event.stopPropagation();
          // tinykeys stops at the first match and leaves its other chords half pressed for a second: start again.
          bind();
          void command.run();
        },
      ]),
    );
    stop = tinykeys(target, bindings, {
      capture: true,
      ignore: (event) =>
        event.isComposing ||
        event.defaultPrevented ||
        keyboardPlace(event.target) === 'overlay' ||
        (keyboardPlace(event.target) === 'typing' &&
          !event.ctrlKey &&
          !event.metaKey &&
          event.key !== 'Escape'),
    });
  };
  bind();
  const unsubscribe = registry.subscribe(bind);
  return () => {
    unsubscribe();
    stop();
  };
}
