import { existsSync, readdirSync, rmdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createGit } from '../../../node/git/git.ts';

/** Work that was handed to nobody may lie in these. */
const WORK = ['repositories', 'set-aside'] as const;
/** By these a folder is recognised as an agent's, so that they go last. */
const MARKS = ['onboarding.json', 'agent.json'] as const;
/** What else `agent add` and a sidecar put into an agent's folder. */
const OWN = ['token', 'sidecar.lock', 'reserve', 'logs', 'attempts', 'finished', 'workspaces'] as const;

/** Whether there is something in it that no agent left: a person's own files. */
export function isSomebodysFolder(folder: string): boolean {
  const names = namesIn(folder);
  const isAgents = MARKS.some((mark) => names.includes(mark));
  return !isAgents && names.some((name) => !WORK.some((one) => one === name));
}

/**
 * Removes what is the agent's own, and the folder when nothing else is in it. Answers what stays, in words; null when all
 * is gone.
 */
export async function clearAgentFolder(
  folder: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<string | null> {
  const kept = await workIn(folder, environment);
  for (const name of [...OWN, ...WORK, ...MARKS]) {
    if (!kept.includes(name)) rmSync(join(folder, name), { recursive: true, force: true, maxRetries: 5 });
  }
  const others = namesIn(folder).filter((name) => !kept.includes(name));
  const said = [
    ...(kept.length > 0 ? [`work that was handed to nobody (in ${kept.join(' and ')})`] : []),
    ...(others.length > 0 ? [`what no agent put there (${inShort(others)})`] : []),
  ];
  if (said.length > 0) return said.join(', and ');
  rmdirSync(folder);
  return null;
}

async function workIn(
  folder: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<readonly string[]> {
  const git = createGit({ environment, author: null, hooks: false, foreign: true });
  const isHandedOver = async (clone: string): Promise<boolean> => {
    const call = { folder: clone, gitDir: clone, signal: new AbortController().signal };
    const own = ['--glob=refs/heads/*', '--glob=refs/quarterdeck/*'];
    const left = await git.run(call, 'rev-list', '--max-count=1', ...own, '--not', '--remotes');
    return left.ok && left.value === '';
  };
  const clones = namesIn(join(folder, 'repositories')).map((name) => join(folder, 'repositories', name));
  const handedOver = await Promise.all(clones.map(isHandedOver));
  return WORK.filter((name) =>
    name === 'repositories' ? handedOver.includes(false) : namesIn(join(folder, name)).length > 0,
  );
}

function namesIn(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}

function inShort(names: readonly string[]): string {
  const first = names.slice(0, 3).join(', ');
  return names.length <= 3 ? first : `${first} and ${names.length - 3} more`;
}
