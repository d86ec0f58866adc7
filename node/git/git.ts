import { fail, ok, type Result } from '../../core/kernel/result.ts';
import { redact } from '../log/redact.ts';
import { captureRun } from '../processes/captured-run.ts';
import { childEnvironment } from '../processes/child-environment.ts';

const OUTPUT_BYTES = 16 * 1024 * 1024;
const LOCAL_SECONDS = 120;
const REMOTE_SECONDS = 900;
const GRACE_MS = 5_000;

export interface GitDeps {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Whose name the commits carry; null for who only reads. */
  readonly author: { readonly name: string; readonly mail: string } | null;
  readonly hooks: boolean;
  /** Names of variables that hold keys: filters and helpers that a repository configures do not get them. */
  readonly secretVariables?: readonly string[];
  /** Repositories are somebody else's and only asked: nothing that their configuration names is run, nothing is fetched. */
  readonly foreign?: boolean;
}

export interface GitCall {
  readonly folder: string;
  readonly signal: AbortSignal;
  /** Talks to a remote: more time. */
  readonly remote?: boolean;
  /** Less time than is usual. */
  readonly seconds?: number;
  /** The repository, where it is not to be found from the folder: `safe.bareRepository=explicit` finds no bare one. */
  readonly gitDir?: string;
  readonly extra?: Readonly<Record<string, string>>;
}

/** The git command line without questions: no prompt for credentials, no editor, no pager, no hooks unless wanted. */
export interface Git {
  /** Standard output without its last line end, or what git said, by code `git.failed`. */
  run(call: GitCall, ...args: readonly string[]): Promise<Result<string, 'git.failed'>>;
}

/**
 * What a person's configuration may hold that would change what our calls do or print. The rest of it stays in force:
 * how remotes are reached (helpers for credentials, proxies, `insteadOf`), filters and excluded files.
 */
const settings = [
  'commit.gpgSign=false',
  'tag.gpgSign=false',
  'push.gpgSign=false',
  'push.followTags=false',
  'push.recurseSubmodules=no',
  'fetch.recurseSubmodules=false',
  'submodule.recurse=false',
  'commit.cleanup=whitespace',
  'core.fsmonitor=false',
  'core.safecrlf=false',
  'status.showUntrackedFiles=all',
  'status.relativePaths=true',
  'log.showSignature=false',
  'column.ui=never',
  'color.ui=false',
  // In the foreground: a background process would be ended with the group, half way.
  'gc.autoDetach=false',
  'maintenance.autoDetach=false',
] as const;

/** What a repository may name as a program to run, or as a place to fetch what it lacks from. */
const unconfigured = [
  'protocol.allow=never',
  'core.sshCommand=false',
  'core.gitProxy=none',
  'core.askPass=false',
  'core.alternateRefsCommand=false',
  'core.pager=cat',
  'core.editor=false',
  'credential.helper=',
  'diff.external=',
  'gpg.program=false',
  'gpg.ssh.program=false',
  'gpg.x509.program=false',
];

/** `GIT_NO_LAZY_FETCH` since git 2.44; before it a fetch starts and finds no transport that it may use. */
const offline = {
  GIT_NO_LAZY_FETCH: '1',
  GIT_ALLOW_PROTOCOL: 'none',
  GIT_SSH_COMMAND: 'false',
  GIT_SSH: 'false',
  GIT_EXTERNAL_DIFF: '',
};

export function createGit(deps: GitDeps): Git {
  const foreign = deps.foreign ?? false;
  const env = childEnvironment(deps.environment, deps.secretVariables ?? [], {
    GIT_TERMINAL_PROMPT: '0',
    GIT_ASKPASS: '',
    SSH_ASKPASS: '',
    GCM_INTERACTIVE: 'never',
    GIT_ALLOW_PROTOCOL: 'file:git:http:https:ssh',
    GIT_EDITOR: 'true',
    GIT_PAGER: 'cat',
    GIT_NO_REPLACE_OBJECTS: '1',
    LC_ALL: 'C',
    ...(deps.author === null ? {} : signedBy(deps.author)),
    ...(foreign ? offline : {}),
  });
  const always = [
    ...(deps.hooks ? [] : ['core.hooksPath=/dev/null']),
    ...settings,
    ...(foreign ? unconfigured : []),
  ].flatMap((setting) => ['-c', setting]);
  const secondsFor = (call: GitCall): number =>
    call.seconds ?? (call.remote === true ? REMOTE_SECONDS : LOCAL_SECONDS);
  const start = (call: GitCall, args: readonly string[], ssh: Readonly<Record<string, string>>) => {
    const where = call.gitDir === undefined ? [] : [`--git-dir=${call.gitDir}`];
    return captureRun({
      command: 'git',
      args: [...always, ...where, ...args],
      folder: call.folder,
      env: { ...env, ...ssh, ...call.extra },
      seconds: secondsFor(call),
      outputBytes: OUTPUT_BYTES,
      graceMs: GRACE_MS,
      signal: call.signal,
    });
  };
  const run = async (call: GitCall, args: readonly string[], ssh: Readonly<Record<string, string>>) => {
    const ran = await start(call, args, ssh);
    if (ran.ok) return ok(ran.stdout.replace(/\n$/, ''));
    const verb = args.find((word, index) => !word.startsWith('-') && args[index - 1] !== '-c') ?? '';
    // A disk that is full, a lock, a network: mostly it is what stands around git, and passes.
    return fail(
      'git.failed',
      `git ${verb} ${describe(ran.end.how, secondsFor(call))}${lastLines(ran.tail)}`,
      { verb },
      true,
    );
  };
  // The person's own way to call ssh (which key, which program) takes precedence; git would prefer a variable to it.
  let known: Readonly<Record<string, string>> | null = null;
  const sshCommand = async (call: GitCall): Promise<Readonly<Record<string, string>>> => {
    if (env['GIT_SSH_COMMAND'] !== undefined || env['GIT_SSH'] !== undefined) return {};
    if (known !== null) return known;
    const own = await start({ ...call, remote: false }, ['config', '--get', 'core.sshCommand'], {});
    const found = own.ok ? {} : { GIT_SSH_COMMAND: 'ssh -o BatchMode=yes -o ConnectTimeout=15' };
    // By 1 git says that there is none; anything else is no answer, and is asked again.
    if (own.end.how === 'exited' && (own.end.code === 0 || own.end.code === 1)) known = found;
    return found;
  };
  return {
    async run(call, ...args) {
      return run(call, args, call.remote === true ? await sshCommand(call) : {});
    },
  };
}

/** A person's name and mail address as the environment tells git, also for what a task commits itself. */
export const signedBy = ({ name, mail }: NonNullable<GitDeps['author']>): Record<string, string> => ({
  GIT_AUTHOR_NAME: name,
  GIT_AUTHOR_EMAIL: mail,
  GIT_COMMITTER_NAME: name,
  GIT_COMMITTER_EMAIL: mail,
});

function describe(how: string, seconds: number): string {
  if (how === 'timed-out') return `took longer than ${seconds} seconds and was ended`;
  if (how === 'not-found')
    return 'could not be run: git is not installed on this host, or not on its PATH. Install it, then try again.';
  return how === 'exited' ? 'failed' : `ended early (${how})`;
}

/** The end of what git said, where it said anything, without what an address may carry. */
function lastLines(tail: string): string {
  const said = redact(tail.trim().slice(-800)).replaceAll(/\s*\n\s*/g, ' / ');
  return said === '' ? '' : `: ${said}`;
}
