import type { BrowserWindow, Dialog, MessageBoxOptions } from 'electron';

/** What went wrong, in the words of the recovery window. */
export interface RecoveryReason {
  readonly what: string;
  readonly detail: string;
}

export type Recovery = 'retry' | 'logs' | 'quit';

const choices: readonly { readonly answer: Recovery; readonly label: string }[] = [
  { answer: 'retry', label: 'Start it again' },
  { answer: 'logs', label: 'Show the logs' },
  { answer: 'quit', label: 'Quit' },
];

/**
 * The recovery window is the system's own message box: it must work when our page, our scheme or the engine does not.
 * Showing the logs asks again afterwards.
 */
export async function offerRecovery(
  dialog: Pick<Dialog, 'showMessageBox'>,
  recoveryReason: RecoveryReason,
  showLogs: () => void,
): Promise<'retry' | 'quit'> {
  const options: MessageBoxOptions = {
    type: 'error',
    title: 'Quarterdeck',
    message: recoveryReason.what,
    detail: `${recoveryReason.detail}\n\nEverything acknowledged is kept in the workspace.`,
    buttons: choices.map(({ label }) => label),
    defaultId: 0,
    cancelId: choices.length - 1,
    noLink: true,
  };
  for (;;) {
    const { response } = await dialog.showMessageBox(options);
    const answer = choices[response]?.answer ?? 'quit';
    if (answer === 'logs') showLogs();
    else return answer;
  }
}

export interface RecoveryPorts {
  readonly dialog: Pick<Dialog, 'showMessageBox'>;
  readonly showLogs: () => void;
  readonly quit: () => void;
  /** Whoever leaves is asked nothing. */
  isLeaving(): boolean;
  note(line: string): void;
}

/** Asks for one thing after another; true where it should be tried again. Quitting is done here. */
export function recoveryAsked(ports: RecoveryPorts): (reason: RecoveryReason) => Promise<boolean> {
  let before = Promise.resolve(false);
  const ask = async (reason: RecoveryReason): Promise<boolean> => {
    if (ports.isLeaving()) return false;
    try {
      const answer = await offerRecovery(ports.dialog, reason, ports.showLogs);
      if (answer === 'quit') ports.quit();
      return answer === 'retry';
    } catch (error) {
      ports.note(`asking failed: ${String(error)}`);
      return false;
    }
  };
  return (reason) => {
    before = before.then(() => ask(reason));
    return before;
  };
}

/** A page holds text that was not saved: whether the person lets it go. */
export function askToLetGo(dialog: Pick<Dialog, 'showMessageBoxSync'>, window: BrowserWindow): boolean {
  const options: MessageBoxOptions = {
    type: 'warning',
    message: 'Text you typed has not been saved.',
    detail: 'It is lost when this page is closed or loaded again.',
    buttons: ['Stay', 'Close without saving'],
    defaultId: 0,
    cancelId: 0,
  };
  return dialog.showMessageBoxSync(window, options) === 1;
}
