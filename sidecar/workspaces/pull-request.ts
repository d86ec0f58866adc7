import type { Assignment } from '../../core/contract/hub/assignment.ts';
import { hostOf } from '../../core/domain/repository-address.ts';
import { cutText, cutTextBefore } from '../../core/kernel/cut-text.ts';
import { redact } from '../../node/log/redact.ts';
import { captureRun } from '../../node/processes/captured-run.ts';
import { childEnvironment } from '../../node/processes/child-environment.ts';
import { taskSubject } from './commit-message.ts';

const SECONDS = 120;

export interface PullRequestInput {
  readonly assignment: Assignment;
  readonly url: string;
  readonly branch: string;
  readonly mainBranch: string | null;
  readonly folder: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
}

export interface PullRequestAnswer {
  readonly url: string | null;
  /** What to do by hand, when none was made. */
  readonly note: string | null;
}

/** Asks `gh` or `glab` for a pull or merge request, where one fits the remote. A request that exists already is taken. */
export async function preparePullRequest(input: PullRequestInput): Promise<PullRequestAnswer> {
  const host = hostOf(input.url);
  const tool = host === null ? null : toolFor(host);
  if (tool === null) {
    return {
      url: null,
      note: `Branch ${input.branch} is pushed; open a request for ${input.mainBranch ?? 'its main branch'} from it.`,
    };
  }
  const args = tool === 'gh' ? githubArgs(input) : gitlabArgs(input);
  const run = await captureRun({
    command: tool,
    args,
    folder: input.folder,
    env: childEnvironment(input.environment, [], {
      GH_PROMPT_DISABLED: '1',
      NO_PROMPT: '1',
      GIT_TERMINAL_PROMPT: '0',
      NO_COLOR: '1',
    }),
    seconds: SECONDS,
    outputBytes: 1024 * 1024,
    graceMs: 2000,
    signal: input.signal,
  });
  const address = /https?:\/\/[^\s"'<>]{1,400}\/(?:pull|merge_requests)\/\d+/.exec(run.tail)?.[0] ?? null;
  const exists = /already exists/i.test(run.tail);
  if (address !== null && (run.ok || exists)) return { url: address, note: null };
  const byHand = `Branch ${input.branch} is pushed, but no request was opened`;
  if (run.end.how === 'not-found') {
    return {
      url: null,
      note: `${byHand}: ${tool} is not installed on this host. Run \`${tool} ${tool === 'gh' ? 'pr' : 'mr'} create\` elsewhere.`,
    };
  }
  return {
    url: null,
    note: `${byHand}: ${tool} said ${redact(cutTextBefore(run.tail.trim(), 300)) || 'nothing'}`,
  };
}

function toolFor(host: string): 'gh' | 'glab' | null {
  if (host === 'github.com' || host.startsWith('github.')) return 'gh';
  return host.includes('gitlab') ? 'glab' : null;
}

const bodyOf = ({ assignment }: PullRequestInput): string =>
  `${cutText(assignment.description, 20_000)}\n\nQuarterdeck-Task: ${assignment.taskId}\n`;

// `--name=value`: a title that begins with a dash stays a title.
const githubArgs = (input: PullRequestInput): string[] => [
  'pr',
  'create',
  `--head=${input.branch}`,
  ...(input.mainBranch === null ? [] : [`--base=${input.mainBranch}`]),
  `--title=${taskSubject(input.assignment)}`,
  `--body=${bodyOf(input)}`,
];

const gitlabArgs = (input: PullRequestInput): string[] => [
  'mr',
  'create',
  `--source-branch=${input.branch}`,
  `--target-branch=${input.mainBranch}`,
  `--title=${taskSubject(input.assignment)}`,
  `--description=${bodyOf(input)}`,
  '--yes',
];
