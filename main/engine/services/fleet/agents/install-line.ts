import type { AgentId } from '../../../../../core/kernel/ids.ts';
import { shellWord } from '../../../../../core/kernel/shell-word.ts';

/** One line for a shell on another host: fetches the sidecar from this hub, sets it up under this name and runs it. */
export function installLine(agent: {
  readonly agentId: AgentId;
  readonly name: string;
  readonly token: string;
  readonly url: string;
  readonly capabilities: readonly string[];
}): string {
  const { agentId, name, token, url, capabilities } = agent;
  const wanted = capabilities.flatMap((capability) => ['--capability', shellWord(capability)]);
  const args = ['--id', agentId, '--name', shellWord(name), ...wanted].join(' ');
  // The token travels in the environment: arguments can be read by everybody on that host.
  return `curl -fsS ${shellWord(`${url}/install/agent.sh`)} | QUARTERDECK_AGENT_TOKEN=${token} sh -s -- ${args}`;
}
