import type { Dialog, MessageBoxOptions } from 'electron';

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
