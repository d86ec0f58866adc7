import type { Command } from 'commander';
import type { Act } from '../../act.ts';
import { defaultAgentsFolder } from '../../agents/agent-folder.ts';
import { repeatableOption } from '../../repeatable-option.ts';
import { type AddAgentFlags, addAgent, type JoinFlags, joinHub } from './agent-add.ts';
import { listAgents } from './agent-list.ts';
import { removeAgent } from './agent-remove.ts';
import { runAgent } from './agent-run.ts';

/** `quarterdeck agent …` */
export function registerAgent(program: Command, act: Act): void {
  const agent = program.command('agent').description('agents of the fleet, and the sidecar that runs one');
  agent
    .command('add')
    .description('set an agent up on this machine: token, folder, configuration, and a test task to prove it')
    .argument('[name]', 'if omitted: continues an interrupted one, else takes a free ship’s name')
    .addOption(
      repeatableOption(
        '--executor <kind>',
        'what it may run: shell, ollama, openai, messages-api:MODEL, or a command-line agent by name',
        'what is found here',
      ),
    )
    .addOption(repeatableOption('--capability <name>', 'what it can do'))
    .option('--folder <dir>', 'where it lives (default: in the workspace)')
    .option('--service', 'keep it running with a systemd user unit')
    .option('--elsewhere', 'register only, and print the line that sets it up on another host')
    .action((name: string | undefined, options: AddAgentFlags, command: Command) =>
      act(command, (context) => addAgent(context, name ?? null, options)),
    );
  agent
    .command('run')
    .description('run an agent’s sidecar until it is stopped')
    .argument('[name]', 'an agent that lives in the workspace')
    .option('--folder <dir>', 'the agent’s folder')
    .option('--leash', 'stop when standard input closes')
    .action((name: string | undefined, options: { folder?: string; leash?: boolean }, command: Command) =>
      act(command, (context) =>
        runAgent(context, name ?? null, options.folder ?? null, options.leash ?? false),
      ),
    );
  agent
    .command('join')
    .description(
      'set this machine up as an agent of a hub elsewhere; the token is read from QUARTERDECK_AGENT_TOKEN',
    )
    .argument('<hub>', 'address of the hub, e.g. https://hub.example:4700')
    .requiredOption('--id <agent>', 'the agent’s id, as the hub gave it')
    .requiredOption('--name <name>', 'the agent’s name')
    .addOption(repeatableOption('--executor <kind>', 'what it may run', 'what is found here'))
    .addOption(repeatableOption('--capability <name>', 'what it can do'))
    .option('--folder <dir>', `where it lives (default: below ${defaultAgentsFolder()})`)
    .option('--run', 'keep it running')
    .option('--leash', 'with --run: stop when standard input closes')
    .action((hub: string, options: JoinFlags, command: Command) =>
      act(command, (context) => joinHub(context, hub, options)),
    );
  agent
    .command('list')
    .description('every agent with its state and task')
    .action((_options: object, command: Command) => act(command, listAgents));
  agent
    .command('remove')
    .description('undo `agent add`: token, folder, unit; its tasks go back to the queue, its history stays')
    .argument('<name>')
    .option('--folder <dir>', 'where it lives, when not in the workspace')
    .option('--keep-folder', 'leave its folder with clones and work in place')
    .action((name: string, options: { folder?: string; keepFolder?: boolean }, command: Command) =>
      act(command, (context) =>
        removeAgent(context, name, options.folder ?? null, options.keepFolder ?? false),
      ),
    );
}
