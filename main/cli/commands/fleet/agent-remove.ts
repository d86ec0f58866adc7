import { rmSync } from 'node:fs';
import { basename } from 'node:path';
import { fail } from '../../../../core/kernel/result.ts';
import { agentFolder, readAgentFolder } from '../../agents/agent-folder.ts';
import { forgetOnboarding } from '../../agents/onboarding-record.ts';
import { removeUnit, unitName } from '../../agents/service-unit.ts';
import { waitForExit } from '../../agents/wait-for-exit.ts';
import { type CommandContext, done, readView, withEngine } from '../../context.ts';
import type { ExitCode } from '../../exit-codes.ts';
import { resolvePath } from '../../paths.ts';

export function removeAgent(
  context: CommandContext,
  name: string,
  place: string | null,
  keepFolder: boolean,
): Promise<ExitCode> {
  return withEngine(context, { create: false }, async (client) => {
    const agents = await readView(client, 'agents.list', {});
    if (!agents.ok) return agents;
    const wanted = name.toLowerCase();
    const agent = agents.value.rows.find((row) => row.id === name || row.name.toLowerCase() === wanted);
    if (agent === undefined)
      return fail('agent.not-found', `There is no agent ${name}. Nothing was changed.`, { name });
    const removed = await client.call('agents.remove', { agentId: agent.id });
    if (!removed.ok) return removed;
    const folder = place === null ? agentFolder(context.folder, agent.name) : resolvePath(context.cwd, place);
    const lines = [removed.value.summary];
    // Only what `agent add` made, and only for this very agent.
    if (readAgentFolder(folder)?.agentId === agent.id) {
      if (removeUnit(unitName(basename(folder)))) lines.push('Its unit is removed.');
      const ended = await waitForExit(folder);
      forgetOnboarding(folder);
      if (keepFolder || !ended) {
        lines.push(`Its folder ${folder} stays${ended ? '' : ': its sidecar is still running there'}.`);
      } else {
        rmSync(folder, { recursive: true, force: true });
        lines.push(`Its folder ${folder} is removed.`);
      }
    }
    context.out.result({ agentId: agent.id, folder }, lines);
    return done;
  });
}
