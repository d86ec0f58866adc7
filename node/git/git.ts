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
}

/** The git command line without questions: no prompt for credentials, no editor, no pager, no hooks unless wanted. */
export interface Git {
  /** Standard output without its last line end, or what git said, by code `git.failed`. */
  run(call: GitCall, ...args: readonly string[]): Promise<Result<string, 'git.failed'>>;
}

/** A variable of a git process around us must not send git to another repository. */
const notInherited = ['GIT_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE', 'GIT_OBJECT_DIRECTORY', 'GIT_COMMON_DIR'];

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
  'log.showSignature=false',
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
  const env = childEnvironment(deps.environment, notInherited, {
    GIT_TERMINAL_PROMPT: '0',
    GIT_ASKPASS: '',
    SSH_ASKPASS: '',
    GCM_INTERACTIVE: 'never',
    GIT_SSH_COMMAND: deps.environment['GIT_SSH_COMMAND'] ?? 'ssh -o BatchMode=yes -o ConnectTimeout=15',
    GIT_ALLOW_PROTOCOL: 'file:git:http:https:ssh',
    GIT_EDITOR: 'true',
    GIT_PAGER: 'cat',
    LC_ALL: 'C',
    ...(deps.author === null ? {} : signedBy(deps.author)),
    ...(foreign ? offline : {}),
  });
  const settings = [
    ...(deps.hooks ? [] : ['core.hooksPath=/dev/null']),
    'commit.gpgSign=false',
    // In the foreground: a background process would be ended with the group, half way.
    'gc.autoDetach=false',
    'maintenance.autoDetach=false',
    'core.fsmonitor=false',
    'submodule.recurse=false',
    ...(foreign ? unconfigured : []),
  ];
  const always = settings.flatMap((setting) => ['-c', setting]);
  return {
    async run(call, ...args) {
      const seconds = call.seconds ?? (call.remote === true ? REMOTE_SECONDS : LOCAL_SECONDS);
      const run = await captureRun({
        command: 'git',
        args: [...always, ...args],
        folder: call.folder,
        env,
        seconds,
        outputBytes: OUTPUT_BYTES,
        graceMs: GRACE_MS,
        signal: call.signal,
      });
      if (run.ok) return ok(run.stdout.replace(/\n$/, ''));
      const verb = args.find((word) => !word.startsWith('-')) ?? '';
      return fail('git.failed', `git ${verb} ${describe(run.end.how, seconds)}: ${lastLines(run.tail)}`, {
        verb,
      });
    },
  };
}

const signedBy = ({ name, mail }: NonNullable<GitDeps['author']>): Record<string, string> => ({
  GIT_AUTHOR_NAME: name,
  GIT_AUTHOR_EMAIL: mail,
  GIT_COMMITTER_NAME: name,
  GIT_COMMITTER_EMAIL: mail,
});

function describe(how: string, seconds: number): string {
  if (how === 'timed-out') return `took longer than ${seconds} seconds and was ended`;
  if (how === 'not-found') return 'could not be run, since git is not installed';
  return how === 'exited' ? 'failed' : `ended early (${how})`;
}

/** The end of what git said, without what an address may carry. */
function lastLines(tail: string): string {
  return redact(tail.trim().slice(-800)).replaceAll(/\s*\n\s*/g, ' / ') || 'no words';
}
