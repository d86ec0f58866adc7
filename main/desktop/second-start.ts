import { realpathSync } from 'node:fs';
import type { Dialog } from 'electron';
import { SecondStart } from './start-arguments.ts';

export interface SecondStartPorts {
  readonly workspace: string;
  readonly dialog: Pick<Dialog, 'showMessageBox'>;
  go(route: string): void;
  show(): void;
  /** Leaves this workspace and opens that one. */
  openInstead(workspace: string): void;
}

/** Answers a start while the app runs: shows what it names, and asks before it leaves this workspace for another. */
export async function answerSecondStart(given: unknown, ports: SecondStartPorts): Promise<void> {
  const parsed = SecondStart.safeParse(given);
  const start = parsed.success ? parsed.data : { workspace: null, route: null };
  const other = start.workspace !== null && !sameFolder(start.workspace, ports.workspace);
  if (start.route !== null && !other) return ports.go(start.route);
  ports.show();
  if (start.workspace === null || !other) return;
  const { response } = await ports.dialog.showMessageBox({
    type: 'question',
    message: `Open the workspace ${start.workspace}?`,
    detail: `${ports.workspace} is open. It is closed first, and the agents of its hub wait until it is opened again.`,
    buttons: ['Open it', 'Stay here'],
    defaultId: 0,
    cancelId: 1,
  });
  if (response === 0) ports.openInstead(start.workspace);
}

function sameFolder(one: string, other: string): boolean {
  const real = (path: string): string => {
    try {
      return realpathSync(path);
    } catch {
      // Not made yet.
      return path;
    }
  };
  return real(one) === real(other);
}
