import type { WireClient } from '../../../../core/contract/transport/client.ts';
import type { AgentId } from '../../../../core/kernel/ids.ts';
import { fail, ok, type Result } from '../../../../core/kernel/result.ts';
import { absolutePath } from '../../../../node/files/absolute-path.ts';
import { agentFolder, readAgentFolder } from '../../agents/agent-folder.ts';
import { clearAgentFolder } from '../../agents/clear-agent-folder.ts';
import { endSidecarOf } from '../../agents/end-sidecar.ts';
import { agentsHere } from '../../agents/hubs-known.ts';
import { forgetOnboarding, readOnboarding } from '../../agents/onboarding-record.ts';
import { removeUnit, unitName } from '../../agents/service-unit.ts';
import { type CommandContext, done, withEngine } from '../../context.ts';
import type { ExitCode } from '../../exit-codes.ts';

/** Undoes `agent add`; interrupted, the same command goes on with what is left. */
export function removeAgent(
  context: CommandContext,
  name: string,
  place: string | null,
  keepFolder: boolean,
): Promise<ExitCode> {
  return withEngine(context, { create: false }, async (client) => {
    const agent = await find(client, name);
    if (!agent.ok) return agent;
    const known = agent.value;
    const folder =
      place === null ? agentFolder(context.folder, known?.name ?? name) : absolutePath(place, context.cwd);
    const here = ownerOf(folder);
    // Only what `agent add` made, and only for this very agent.
    const isIts =
      here !== null &&
      (known !== null && here.agentId !== null
        ? here.agentId === known.id
        : here.name.toLowerCase() === (known?.name ?? name).toLowerCase());
    if (known === null && !isIts)
      return fail('agent.not-found', `There is no agent ${name}. Nothing was changed.`, { name });
    const lines: string[] = [];
    if (known === null)
      lines.push(`The hub has no agent ${name} any more; what was left of it here goes too.`);
    else {
      const removed = await client.call('agents.remove', { agentId: known.id });
      if (!removed.ok) return removed;
      lines.push(removed.value.summary);
    }
    const gone = isIts ? await clear(context, folder, keepFolder, lines) : false;
    if (!isIts) lines.push(`Its folder is not at ${folder}: name it with --folder to have it removed too.`);
    context.out.result({ agentId: known?.id ?? here?.agentId ?? null, folder, folderRemoved: gone }, lines);
    return done;
  });
}

async function find(
  client: WireClient,
  name: string,
): Promise<Result<{ readonly id: AgentId; readonly name: string } | null>> {
  const agents = await agentsHere(client);
  if (!agents.ok) return agents;
  const wanted = name.toLowerCase();
  return ok(agents.value.find((row) => row.id === name || row.name.toLowerCase() === wanted) ?? null);
}

function ownerOf(folder: string): { readonly agentId: AgentId | null; readonly name: string } | null {
  return readAgentFolder(folder) ?? readOnboarding(folder);
}

async function clear(
  { env }: CommandContext,
  folder: string,
  keep: boolean,
  lines: string[],
): Promise<boolean> {
  if (removeUnit(unitName(folder))) lines.push('Its unit is removed.');
  const ended = await endSidecarOf(folder);
  if (!keep && ended) {
    const left = await clearAgentFolder(folder, env);
    lines.push(
      left === null
        ? `Its folder ${folder} is removed.`
        : `Its folder ${folder} stays, without what the agent needed to run: it holds ${left}. Look through it, then delete it by hand.`,
    );
    return left === null;
  }
  forgetOnboarding(folder);
  lines.push(
    ended
      ? `Its folder ${folder} stays.`
      : `Its folder ${folder} stays: its sidecar is still running there. End it, then say the same again.`,
  );
  return false;
}
