import { delimiter, join } from 'node:path';
import { type AttemptKey, keyText } from '../attempts/attempt-record.ts';

export const workspacesFolder = (agentFolder: string): string => join(agentFolder, 'workspaces');

/** Each attempt has a folder of its own: what an earlier one left is never mixed with it. */
export const workspacePath = (agentFolder: string, key: AttemptKey): string =>
  join(workspacesFolder(agentFolder), keyText(key));

export const branchOf = (key: Pick<AttemptKey, 'taskId'>): string => `quarterdeck/${key.taskId}`;

/**
 * For an environment: git looks for no repository above the workspaces. An agent's folder may lie in one that a person
 * works in, which is none of a task's business.
 */
export function withinWorkspaces(
  agentFolder: string,
  environment: Readonly<Record<string, string | undefined>>,
): { readonly GIT_CEILING_DIRECTORIES: string } {
  const given = environment['GIT_CEILING_DIRECTORIES'] ?? '';
  const all = [workspacesFolder(agentFolder), ...(given === '' ? [] : [given])];
  return { GIT_CEILING_DIRECTORIES: all.join(delimiter) };
}
