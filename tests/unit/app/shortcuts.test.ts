import { describe, expect, test } from 'vitest';
import type { Command } from '../../../renderer/ui/keys/commands.ts';
import { createCommandRegistry, findKeyConflicts } from '../../../renderer/ui/keys/commands.ts';
import { conflictSentence, fixedGroups, shortcutGroups } from '../../../renderer/ui/keys/shortcut-list.ts';
import { bindingOf, chordClash, keyCaps } from '../../../renderer/ui/keys/shortcuts.ts';
import { isValidChord } from '../../support/valid-chord.ts';

const command = (id: string, keys?: string, group = 'Go'): Command => ({
  id,
  title: `Do ${id}`,
  group,
  ...(keys === undefined ? {} : { keys }),
  run: () => {},
});

describe('shortcut notation', () => {
  test('shows chords as separate caps and modifiers by the machine’s own names', () => {
    expect(keyCaps('g b', false)).toEqual(['g', 'b']);
    expect(keyCaps('$mod+k', false)).toEqual(['Ctrl K']);
    expect(keyCaps('$mod+Shift+z', true)).toEqual(['⌘ ⇧ Z']);
    expect(keyCaps('Enter', false)).toEqual(['↵']);
  });

  test('lets Shift be held for characters that need it on some layouts', () => {
    expect(bindingOf('?')).toBe('[Shift]+?');
    expect(bindingOf('g b')).toBe('g b');
    expect(bindingOf('$mod+Shift+z')).toBe('$mod+Shift+z');
  });

  test('refuses a chord with an unknown modifier', () => {
    expect(isValidChord('Hyper+k')).toBe(false);
    expect(isValidChord('$mod+k')).toBe(true);
  });

  test('finds two chords that are the same, or where one begins the other', () => {
    expect(chordClash('g b', 'g b')).toBe('same');
    expect(chordClash('g', 'g b')).toBe('prefix');
    expect(chordClash('g b', 'g t')).toBeNull();
    expect(chordClash('$mod+k', 'k')).toBeNull();
    expect(chordClash('$mod+K', '$mod+k')).toBe('same');
  });
});

describe('the command registry', () => {
  test('drops a screen’s commands when the screen goes', () => {
    const registry = createCommandRegistry();
    registry.add([command('a')]);
    const drop = registry.add([command('b')]);
    expect(registry.list().map((one) => one.id)).toEqual(['a', 'b']);
    drop();
    expect(registry.list().map((one) => one.id)).toEqual(['a']);
    expect(registry.find('b')).toBeNull();
  });

  test('tells its listeners and keeps one array between changes', () => {
    const registry = createCommandRegistry();
    let told = 0;
    registry.subscribe(() => {
      told += 1;
    });
    registry.add([command('a')]);
    expect(told).toBe(1);
    expect(registry.list()).toBe(registry.list());
  });

  test('a later command of the same id covers the earlier one until it goes', () => {
    const registry = createCommandRegistry();
    registry.add([command('a', 'x')]);
    const drop = registry.add([command('a', 'y')]);
    expect(registry.find('a')?.keys).toBe('y');
    drop();
    expect(registry.find('a')?.keys).toBe('x');
  });

  test('names every pair of commands that want the same keys', () => {
    const conflicts = findKeyConflicts([command('a', 'g b'), command('b', 'g b'), command('c', 'g')]);
    expect(conflicts.map((one) => `${one.kind} ${one.commands[0].id} ${one.commands[1].id}`)).toEqual([
      'same a b',
      'prefix a c',
      'prefix b c',
    ]);
  });
});

describe('the shortcut sheet', () => {
  const list = [command('a', 'g a'), command('b', undefined), command('c', 'x', 'Edit')];

  test('lists commands with keys by group', () => {
    expect(shortcutGroups(list).map((group) => [group.title, group.rows.length])).toEqual([
      ['Go', 1],
      ['Edit', 1],
    ]);
  });

  test('narrows by what is typed', () => {
    expect(shortcutGroups(list, 'edit').map((group) => group.title)).toEqual(['Edit']);
    expect(shortcutGroups(list, 'nothing like it')).toEqual([]);
  });

  test('also tells the keys that tables, lists and panels answer by themselves', () => {
    expect(fixedGroups().map((group) => group.title)).toContain('In tables');
    expect(fixedGroups('edit the cell').flatMap((group) => group.rows.map((row) => row.keys))).toEqual([
      ['F2'],
    ]);
  });

  test('says in a sentence whether shortcuts are in each other’s way', () => {
    expect(conflictSentence(list)).toBe('2 commands of this screen have keys, none in each other’s way.');
    expect(conflictSentence([...list, command('d', 'x')])).toContain('“Do c” and “Do d” both want x');
  });
});
