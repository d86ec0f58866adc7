import type { Git, GitCall } from '../../node/git/git.ts';
import type { BranchWork } from './branch-work.ts';
import { listedPaths, namePaths } from './path-lists.ts';

/**
 * What to say of files that the work made and `.gitignore` leaves out, where somebody would look for them: a check asked
 * for them, or they are all that was made.
 */
export async function ignoredOutput(
  git: Git,
  inside: GitCall,
  { assignment, base }: BranchWork,
  commit: string,
): Promise<readonly string[]> {
  const asked = assignment.verification.flatMap((step) => (step.type === 'file_exists' ? [step.path] : []));
  const nothingElse = commit === base;
  if (!nothingElse && asked.length === 0) return [];
  const which = nothingElse ? ['--directory'] : ['--', ...asked];
  const list = ['ls-files', '--others', '--ignored', '--exclude-standard', '-z', ...which];
  const found = await git.run(inside, '--literal-pathspecs', ...list);
  const paths = found.ok ? listedPaths(found.value) : [];
  if (paths.length === 0) return [];
  const [are, they] = paths.length === 1 ? ['is', 'it was'] : ['are', 'they were'];
  return [`${namePaths(paths)} ${are} left out by .gitignore: ${they} made, and removed with the workspace.`];
}
