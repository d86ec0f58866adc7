import { type Command, findKeyConflicts, type KeyConflict } from './commands.ts';
import { kitKeys } from './kit-keys.ts';

export interface ShortcutGroup {
  readonly title: string;
  readonly rows: readonly { readonly id: string; readonly title: string; readonly keys: string }[];
}

/** Every command with keys, by group, in the order the groups first appear. */
export function shortcutGroups(commands: readonly Command[], typed = ''): readonly ShortcutGroup[] {
  const wanted = typed.trim().toLowerCase();
  const bound = commands.filter(
    (command) =>
      command.keys !== undefined &&
      (wanted === '' || `${command.title} ${command.group} ${command.keys}`.toLowerCase().includes(wanted)),
  );
  const titles = [...new Set(bound.map((command) => command.group))];
  return titles.map((title) => ({
    title,
    rows: bound
      .filter((command) => command.group === title)
      .map((command) => ({ id: command.id, title: command.title, keys: command.keys ?? '' })),
  }));
}

/** What the kit's parts answer by themselves, narrowed like the rest. */
export function fixedGroups(typed = ''): typeof kitKeys {
  const wanted = typed.trim().toLowerCase();
  return kitKeys
    .map((group) => ({
      ...group,
      rows: group.rows.filter((row) => `${row.title} ${group.title}`.toLowerCase().includes(wanted)),
    }))
    .filter((group) => group.rows.length > 0);
}

/** One sentence on the health of the keyboard: how many commands have keys here, and which fight each other. */
export function conflictSentence(commands: readonly Command[]): string {
  const bound = commands.filter((command) => command.keys !== undefined).length;
  const conflicts = findKeyConflicts(commands);
  if (conflicts.length === 0) return `${bound} commands of this screen have keys, none in each other’s way.`;
  return `${conflicts.length === 1 ? '1 pair' : `${conflicts.length} pairs`} of the ${bound} commands with keys are in each other’s way: ${conflicts.map(describeConflict).join('; ')}.`;
}

function describeConflict(conflict: KeyConflict): string {
  const [one, other] = conflict.commands;
  return conflict.kind === 'same'
    ? `“${one.title}” and “${other.title}” both want ${conflict.keys}`
    : `${one.keys ?? ''} of “${one.title}” begins like ${other.keys ?? ''} of “${other.title}”`;
}
