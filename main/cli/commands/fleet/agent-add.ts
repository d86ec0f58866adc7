import type { WireClient } from '../../../../core/contract/transport/client.ts';
import { AgentId } from '../../../../core/kernel/ids.ts';
import { type Failure, fail, ok, type Result } from '../../../../core/kernel/result.ts';
import { shellWord } from '../../../../core/kernel/shell-word.ts';
import { absolutePath } from '../../../../node/files/absolute-path.ts';
import { agentFolder, agentsFolder, joinedFolder, writeAgentFolder } from '../../agents/agent-folder.ts';
import { isSomebodysFolder } from '../../agents/clear-agent-folder.ts';
import { readExecutors } from '../../agents/executor-flags.ts';
import { onboard } from '../../agents/onboard.ts';
import { readOnboarding, unfinishedName } from '../../agents/onboarding-record.ts';
import { type CommandContext, done, withEngine } from '../../context.ts';
import { type ExitCode, exitCodeOf, exitCodes } from '../../exit-codes.ts';
import { runFolder } from './agent-run.ts';

export interface AddAgentFlags {
  readonly executor: readonly string[];
  readonly capability: readonly string[];
  readonly folder?: string;
  readonly service?: boolean;
  readonly elsewhere?: boolean;
}

export interface JoinFlags {
  readonly id: string;
  readonly name: string;
  readonly executor: readonly string[];
  readonly capability: readonly string[];
  readonly folder?: string;
  readonly run?: boolean;
  readonly leash?: boolean;
}

export function addAgent(
  context: CommandContext,
  name: string | null,
  flags: AddAgentFlags,
): Promise<ExitCode> {
  const executors = readExecutors(flags.executor, context.env['PATH']);
  const wrong = executors.ok ? misplacedFlag(flags) : executors.error;
  if (wrong !== null || !executors.ok) {
    if (wrong !== null) context.out.failure(wrong);
    return Promise.resolve(exitCodes.usage);
  }
  return withEngine(context, { create: true, hub: true }, async (client, { hosting }) => {
    const { out } = context;
    if (flags.elsewhere === true) {
      const added = await client.call('agents.add', { name, capabilities: [...flags.capability] });
      if (!added.ok) return added;
      const line = [
        added.value.installLine,
        ...flags.executor.flatMap((one) => ['--executor', shellWord(one)]),
      ];
      const given = { ...added.value, installLine: line.join(' ') };
      out.result(given, [
        `Registered ${given.name}. Run this on its host; the token in it is shown once:`,
        '',
        given.installLine,
      ]);
      if (given.hubUrl.startsWith('http:')) {
        out.note('The hub listens on this machine only. See its settings for opening it to other hosts.');
      }
      if (hosting) out.note('It can be reached while the app or "quarterdeck serve" runs: start one before.');
      return done;
    }
    const place = await whereTo(context, client, name, flags.folder);
    if (!place.ok) return place;
    const set = await onboard(client, {
      ...place.value,
      executors: executors.value,
      capabilities: flags.capability,
      service: flags.service ?? false,
      path: context.env['PATH'] ?? '',
      notify: (line) => out.note(line),
    });
    if (!set.ok) return set;
    const { folder, service } = set.value;
    out.result(set.value, [
      `${set.value.name} is ready.`,
      service
        ? 'Its unit keeps it running.'
        : `Run it:        quarterdeck agent run --folder ${shellWord(folder)}`,
      'Another host:  quarterdeck agent add --elsewhere',
    ]);
    if (hosting) out.note('It gets tasks while the app or "quarterdeck serve" runs.');
    return done;
  });
}

/** What sets an agent up here says nothing about another host. */
function misplacedFlag({ elsewhere, folder, service }: AddAgentFlags): Failure | null {
  if (elsewhere !== true || (folder === undefined && service !== true)) return null;
  const text =
    '--folder and --service are about this machine; they don’t go with --elsewhere. Nothing was set up.';
  return fail('value.not-allowed', text).error;
}

/** Name and folder. Without a name an onboarding that was interrupted goes on, else a free one is taken. */
async function whereTo(
  context: CommandContext,
  client: WireClient,
  typed: string | null,
  folder: string | undefined,
): Promise<Result<{ readonly name: string; readonly folder: string }>> {
  const own = folder === undefined ? null : absolutePath(folder, context.cwd);
  const begun =
    own === null ? unfinishedName(agentsFolder(context.folder)) : (readOnboarding(own)?.name ?? null);
  let name = typed ?? begun;
  if (name === null) {
    const suggested = await client.call('agents.suggestName', {});
    if (!suggested.ok) return suggested;
    ({ name } = suggested.value);
  }
  const place = own ?? agentFolder(context.folder, name);
  return isSomebodysFolder(place) ? folderInUse(place) : ok({ name, folder: place });
}

/** An agent keeps its own files under names that others may have used, and clears them away. */
function folderInUse(folder: string) {
  const text = `${folder} holds files that no agent put there. Nothing was changed. An agent needs a folder of its own: name an empty one, or one that does not exist yet; the repositories it works in are added with its tasks.`;
  return fail('agent.folder-in-use', text, { folder });
}

export async function joinHub(context: CommandContext, hub: string, flags: JoinFlags): Promise<ExitCode> {
  const { out, env, cwd } = context;
  const executors = readExecutors(flags.executor, env['PATH']);
  const agentId = AgentId.safeParse(flags.id);
  const token = env['QUARTERDECK_AGENT_TOKEN'] ?? '';
  const wrong = !executors.ok
    ? executors.error
    : !agentId.success
      ? fail('value.not-allowed', `"${flags.id}" is not an agent's id. Nothing was set up.`).error
      : token === ''
        ? fail(
            'value.not-allowed',
            'Set QUARTERDECK_AGENT_TOKEN to the token the hub showed. Nothing was set up.',
          ).error
        : null;
  if (wrong !== null || !executors.ok || !agentId.success) {
    if (wrong !== null) out.failure(wrong);
    return exitCodes.usage;
  }
  const folder = flags.folder === undefined ? joinedFolder(flags.name) : absolutePath(flags.folder, cwd);
  const written = isSomebodysFolder(folder)
    ? folderInUse(folder)
    : writeAgentFolder({
        folder,
        agentId: agentId.data,
        name: flags.name,
        hubUrl: hub,
        token,
        executors: executors.value,
        capabilities: flags.capability,
      });
  if (!written.ok) {
    out.failure(written.error);
    return exitCodeOf(written.error.code);
  }
  if (flags.run === true) return runFolder(context, folder, flags.leash ?? false);
  out.result({ agentId: agentId.data, folder }, [
    `${flags.name} is set up in ${folder}.`,
    `Run it:  quarterdeck agent run --folder ${shellWord(folder)}`,
  ]);
  return exitCodes.ok;
}
