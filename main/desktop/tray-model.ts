import type { RowOf } from '../../core/contract/index.ts';

/** What the tray says, as data: drawn by tray.ts, asserted in tests. */
export interface TrayModel {
  readonly tooltip: string;
  readonly entries: readonly { readonly label: string; readonly route: string | null }[];
}

type Status = RowOf<'workspace.status'>;

/** `status` null while the engine is away: unknown is said, never shown as fine. */
export function trayModel(status: Status | null): TrayModel {
  if (status === null) {
    return {
      tooltip: 'Quarterdeck: engine restarting, your work is kept',
      entries: [{ label: 'Open Quarterdeck', route: '/' }],
    };
  }
  const news: { label: string; route: string }[] = [];
  if (status.conflicts > 0) news.push({ label: count(status.conflicts, 'conflict'), route: '/conflicts' });
  if (status.findings > 0) news.push({ label: count(status.findings, 'finding'), route: '/findings' });
  if (status.unsettled > 0)
    news.push({ label: `${count(status.unsettled, 'edit')} being written`, route: '/' });
  const summary = news.length === 0 ? 'nothing needs you' : news.map((entry) => entry.label).join(', ');
  return {
    tooltip: `Quarterdeck, ${status.name}: ${summary}`,
    entries: [{ label: 'Open Quarterdeck', route: '/' }, ...news],
  };
}

function count(amount: number, noun: string): string {
  return `${amount} ${noun}${amount === 1 ? '' : 's'}`;
}
