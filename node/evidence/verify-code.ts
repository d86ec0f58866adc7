import type { FilePort } from '../files/file-port.ts';
import type { Git } from '../git/git.ts';
import { type AskRepository, askRepository } from './ask-repository.ts';
import { failed, type Judgement, missing, quoted, unreachable, verified } from './judgement.ts';
import { type EvidenceRoot, NO_ROOT, realFolder } from './open-place.ts';

export interface CodeJudgement extends Judgement {
  readonly commit: string | null;
}

interface Wanted {
  readonly root: EvidenceRoot | null;
  readonly revision: string;
  readonly path: string | null;
}

/** Whether a repository has a commit, and a path at it: by what is in the clone alone. */
export async function verifyCode(
  { files, git }: { readonly files: FilePort; readonly git: Git },
  { root, revision, path }: Wanted,
  signal: AbortSignal,
): Promise<CodeJudgement> {
  const without = (judgement: Judgement): CodeJudgement => ({ ...judgement, commit: null });
  if (root === null) return without(unreachable(NO_ROOT));
  const folder = await realFolder(files, root.folder);
  if (folder === null)
    return without(unreachable(`The folder ${quoted(root.folder)} is not there, or does not answer.`));
  if (!root.isRepository)
    return without(
      missing(`${quoted(root.folder)} is a plain folder and has no commit ${quoted(revision)}.`),
    );

  const ask = askRepository(git, folder, signal);
  const shallow = await ask('rev-parse', '--is-shallow-repository');
  if (!shallow.ok)
    return without(unreachable(`The repository could not be asked: ${quoted(shallow.error.message, 600)}`));
  const lacks = shallow.value === 'true' ? 'shallow' : (await isPartial(ask)) ? 'partial' : null;

  const commit = await ask('rev-parse', '--verify', '--end-of-options', `${revision}^{commit}`);
  if (!commit.ok) return without(whyNoCommit(revision, commit.error.message, lacks));
  const short = commit.value.slice(0, 12);
  const of = commit.value.startsWith(revision) ? short : `${quoted(revision)} (${short})`;
  const at = (judgement: Judgement): CodeJudgement => ({ ...judgement, commit: commit.value });
  if (path === null) return at(verified(`The repository has the commit ${of}.`));

  const name = quoted(path);
  const listed = await ask('ls-tree', '--full-tree', commit.value, '--', path);
  if (!listed.ok) {
    return at(
      lacks === null
        ? unreachable(`The commit ${of} could not be read: ${quoted(listed.error.message, 600)}`)
        : unreachable(
            `Whether ${name} is in ${of} is not known: the clone is ${lacks}, and nothing was fetched.`,
          ),
    );
  }
  const kind = KINDS[listed.value.split(' ')[0] ?? ''];
  return at(
    kind === undefined
      ? missing(`${name} is not in the commit ${of}.`)
      : verified(`The commit ${of} has the ${kind} ${name}.`),
  );
}

const KINDS: Readonly<Record<string, string>> = {
  '100644': 'file',
  '100755': 'file',
  '040000': 'folder',
  '120000': 'symbolic link',
  '160000': 'submodule',
};

async function isPartial(ask: AskRepository): Promise<boolean> {
  const promised = await ask(
    'config',
    '--get-regexp',
    String.raw`^(extensions\.partialclone|remote\..*\.promisor)$`,
  );
  return promised.ok && promised.value !== '';
}

/** Git says it in words alone, which are the same in every language of the system (`LC_ALL=C`). */
function whyNoCommit(revision: string, said: string, lacks: 'shallow' | 'partial' | null): Judgement {
  const name = quoted(revision);
  if (/is ambiguous/u.test(said))
    return failed(`${name} is short for several objects: name more of the commit.`);
  if (/expected commit type/u.test(said)) return failed(`${name} is in the repository, and is no commit.`);
  if (!/Needed a single revision|bad revision|unknown revision/u.test(said))
    return unreachable(`The repository could not be asked for ${name}: ${quoted(said, 600)}`);
  return lacks === null
    ? missing(`The repository has no commit, branch or tag ${name}.`)
    : unreachable(`The clone is ${lacks} and lacks ${name}; nothing was fetched.`);
}
