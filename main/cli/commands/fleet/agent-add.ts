import { AgentId } from '../../../../core/kernel/ids.ts';
import { fail } from '../../../../core/kernel/result.ts';
import { agentFolder, joinedFolder, writeAgentFolder } from '../../agents/agent-folder.ts';
import { readExecutors } from '../../agents/executor-flags.ts';
import { onboard } from '../../agents/onboard.ts';
import { type CommandContext, done, withEngine } from '../../context.ts';
import { type ExitCode, exitCodeOf, exitCodes } from '../../exit-codes.ts';
import { resolvePath } from '../../paths.ts';
import type { AddAgentFlags, JoinFlags } from './agent.ts';
import { runFolder } from './agent-run.ts';

export function addAgent(
  context: CommandContext,
  name: string | null,
  flags: AddAgentFlags,
): Promise<ExitCode> {
  const executors = readExecutors(flags.executor);
  if (!executors.ok) {
    context.out.failure(executors.error);
    return Promise.resolve(exitCodes.usage);
  }
  return withEngine(context, { create: true, hub: true }, async (client) => {
    if (flags.elsewhere === true) {
      const added = await client.call('agents.add', { name, capabilities: [...flags.capability] });
      if (!added.ok) return added;
      context.out.result(added.value, [
        `Registered ${added.value.name}. Run this on its host; the token in it is shown once:`,
        '',
        added.value.installLine,
      ]);
      return done;
    }
    const place = flags.folder;
    const folderOf = (chosen: string): string =>
      place === undefined ? agentFolder(context.folder, chosen) : resolvePath(context.cwd, place);
    const set = await onboard(client, folderOf, {
      name,
      executors: executors.value,
      capabilities: flags.capability,
      service: flags.service ?? false,
      say: (line) => context.out.note(line),
    });
    if (!set.ok) return set;
    const { folder, agentId, installLine } = set.value;
    const runs = set.value.done.includes('service');
    context.out.result({ agentId, name: set.value.name, folder, installLine }, [
      `${set.value.name} is ready.`,
      runs ? 'Its unit keeps it running.' : `Run it:        quarterdeck agent run --folder ${folder}`,
      ...(installLine === null ? [] : ['Another host:  quarterdeck agent add --elsewhere']),
    ]);
    return done;
  });
}

export async function joinHub(context: CommandContext, hub: string, flags: JoinFlags): Promise<ExitCode> {
  const { out, env, cwd } = context;
  const executors = readExecutors(flags.executor);
  const agentId = AgentId.safeParse(flags.id);
  const token = env['QUARTERDECK_AGENT_TOKEN'] ?? '';
  const wrong = !executors.ok
    ? executors.error
    : !agentId.success
      ? fail('value.not-allowed', `"${flags.id}" is no agent's id. Nothing was set up.`).error
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
  const folder = flags.folder === undefined ? joinedFolder(flags.name) : resolvePath(cwd, flags.folder);
  const written = writeAgentFolder({
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
    `Run it:  quarterdeck agent run --folder ${folder}`,
  ]);
  return exitCodes.ok;
}
