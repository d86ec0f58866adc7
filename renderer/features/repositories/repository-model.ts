import type { RowOf } from '../../../core/contract/index.ts';
import { formatCount } from '../../ui/text/format.ts';

export type Repository = RowOf<'repositories.list'>;

/** "3 tasks wait, 1 runs", or that nothing does. */
export function loadText({ queued, running }: Repository): string {
  const parts = [
    queued === 0 ? '' : `${formatCount(queued, 'task')} ${queued === 1 ? 'waits' : 'wait'}`,
    running === 0 ? '' : `${running} ${running === 1 ? 'runs' : 'run'}`,
  ].filter((part) => part !== '');
  return parts.length === 0 ? 'no open task' : parts.join(', ');
}

/** The rule of the list in one sentence, with the repository it leads to now. */
export function inheritText(repositories: readonly Repository[]): string {
  const heir = repositories.find(({ inherits }) => inherits);
  if (heir !== undefined) {
    return `Tasks that name no repository go to ${heir.name}: the first that isn’t paused.`;
  }
  return repositories.length === 0
    ? 'Tasks that name no repository run in an empty folder.'
    : 'All repositories are paused: tasks that name none wait too.';
}

/** Names of hosts and paths as git knows them; what can't be one is told before it is sent. */
export function urlProblem(text: string): string | null {
  const url = text.trim();
  if (url === '') return 'An address is needed.';
  if (/\s/.test(url)) return 'An address has no spaces.';
  if (url.length > 500) return 'At most 500 characters.';
  return null;
}
