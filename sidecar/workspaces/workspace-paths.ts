import { join } from 'node:path';
import { type AttemptKey, keyText } from '../attempts/attempt-record.ts';

export const workspacesFolder = (agentFolder: string): string => join(agentFolder, 'workspaces');

/** Each attempt has a folder of its own: what an earlier one left is never mixed with it. */
export const workspacePath = (agentFolder: string, key: AttemptKey): string =>
  join(workspacesFolder(agentFolder), keyText(key));

export const branchOf = (key: Pick<AttemptKey, 'taskId'>): string => `quarterdeck/${key.taskId}`;
