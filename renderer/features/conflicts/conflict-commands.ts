import type { Command } from '../../ui/keys/commands.ts';
import type { Conflict, Keep } from './conflicts-model.ts';
import { neighbourOf } from './conflicts-model.ts';

interface ConflictKeys {
  readonly rows: readonly Conflict[];
  readonly active: Conflict | null;
  readonly keep: (conflict: Conflict, side: Keep) => Promise<void>;
  readonly reopen: (conflict: Conflict) => Promise<void>;
  readonly choose: (conflictId: string) => void;
}

/** One key per choice, on the conflict that is marked. */
export function conflictCommands({ rows, active, keep, reopen, choose }: ConflictKeys): readonly Command[] {
  const step = (by: 1 | -1) => () => {
    const next = neighbourOf(rows, active?.id ?? null, by);
    if (next !== null) choose(next);
  };
  const decide = (side: Keep) => () => (active === null ? undefined : keep(active, side));
  const open = () => active !== null && active.resolved === null;
  const shared = { group: 'Conflicts', palette: false };
  return [
    { ...shared, id: 'conflict.next', title: 'Next conflict', keys: 'j', run: step(1) },
    { ...shared, id: 'conflict.previous', title: 'Previous conflict', keys: 'k', run: step(-1) },
    {
      ...shared,
      id: 'conflict.theirs',
      title: 'Keep theirs',
      keys: 't',
      enabled: open,
      run: decide('theirs'),
    },
    { ...shared, id: 'conflict.mine', title: 'Keep mine', keys: 'm', enabled: open, run: decide('mine') },
    {
      ...shared,
      id: 'conflict.reopen',
      title: 'Open a decided conflict again',
      keys: 'u',
      enabled: () => active !== null && active.resolved !== null,
      run: () => (active === null ? undefined : reopen(active)),
    },
  ];
}
