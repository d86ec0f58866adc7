import { CommandProfile } from './command-profile.ts';

/**
 * Claude Code. Written on 2026-11-20 from its documentation ("Run Claude Code programmatically", "CLI reference") and the
 * Agent SDK reference for the messages of `--output-format stream-json`. Without approval for shell commands it only
 * edits files; a host that wants more gives its own arguments.
 */
const claude: CommandProfile = CommandProfile.parse({
  command: 'claude',
  args: ['-p', '--output-format', 'stream-json', '--verbose', '--permission-mode', 'acceptEdits'],
  modelArgs: ['--model', '{model}'],
  resumeArgs: ['--resume', '{session}'],
  prompt: 'stdin',
  reading: {
    text: [{ when: { type: 'assistant' }, path: 'message.content[type=text].text' }],
    tools: [{ when: { type: 'assistant' }, path: 'message.content[type=tool_use].name' }],
    toolDetails: [{ when: { type: 'assistant' }, path: 'message.content[type=tool_use].input' }],
    usage: [
      {
        // One message of the model comes as several lines with the same id and usage.
        when: { type: 'assistant' },
        scope: 'part',
        key: 'message.id',
        input: 'message.usage.input_tokens',
        output: 'message.usage.output_tokens',
        cacheRead: 'message.usage.cache_read_input_tokens',
        cacheWrite: 'message.usage.cache_creation_input_tokens',
      },
      {
        when: { type: 'result' },
        scope: 'total',
        input: 'usage.input_tokens',
        output: 'usage.output_tokens',
        cacheRead: 'usage.cache_read_input_tokens',
        cacheWrite: 'usage.cache_creation_input_tokens',
      },
    ],
    cost: [{ when: { type: 'result' }, path: 'total_cost_usd' }],
    costCurrency: 'USD',
    model: [
      { when: { type: 'system', subtype: 'init' }, path: 'model' },
      { when: { type: 'assistant' }, path: 'message.model' },
    ],
    result: [{ when: { type: 'result', is_error: 'false' }, path: 'result' }],
    error: [
      // An error of the API comes as the text of a result that is a success but for this.
      { when: { type: 'result', subtype: 'success' }, path: 'result' },
      { when: { type: 'result' }, path: 'errors[]' },
      { when: { type: 'result' }, path: 'subtype' },
    ],
    session: [{ path: 'session_id' }],
    end: [{ type: 'result' }],
    // A limit that was reached is no error to it, and no success either.
    success: [{ type: 'result', subtype: 'success', is_error: 'false' }],
  },
});

/**
 * Codex CLI. Written on 2026-11-20 from `codex-rs/exec` of its source (`exec_events.rs`, `cli.rs`): the events of
 * `codex exec --json`. It names no model, and no cost.
 */
const codex: CommandProfile = CommandProfile.parse({
  command: 'codex',
  args: ['exec', '--json', '--skip-git-repo-check', '--sandbox', 'workspace-write'],
  modelArgs: ['--model', '{model}'],
  lastArgs: ['-'],
  prompt: 'stdin',
  reading: {
    text: [{ when: { type: 'item.completed', 'item.type': 'agent_message' }, path: 'item.text' }],
    tools: [
      { when: { type: 'item.started', 'item.type': 'command_execution' }, path: 'item.type' },
      { when: { type: 'item.completed', 'item.type': 'file_change' }, path: 'item.type' },
      { when: { type: 'item.started', 'item.type': 'mcp_tool_call' }, path: 'item.tool' },
      { when: { type: 'item.completed', 'item.type': 'web_search' }, path: 'item.type' },
    ],
    toolDetails: [
      { when: { type: 'item.started', 'item.type': 'command_execution' }, path: 'item.command' },
      { when: { type: 'item.completed', 'item.type': 'file_change' }, path: 'item.changes' },
      { when: { type: 'item.started', 'item.type': 'mcp_tool_call' }, path: 'item.arguments' },
      { when: { type: 'item.completed', 'item.type': 'web_search' }, path: 'item.query' },
    ],
    usage: [
      {
        when: { type: 'turn.completed' },
        scope: 'total',
        input: 'usage.input_tokens',
        output: 'usage.output_tokens',
        cacheRead: 'usage.cached_input_tokens',
        inputIncludesCache: true,
      },
    ],
    result: [{ when: { type: 'item.completed', 'item.type': 'agent_message' }, path: 'item.text' }],
    error: [
      { when: { type: 'turn.failed' }, path: 'error.message' },
      { when: { type: 'error' }, path: 'message' },
    ],
    session: [{ when: { type: 'thread.started' }, path: 'thread_id' }],
    end: [{ type: 'turn.completed' }, { type: 'turn.failed' }],
    success: [{ type: 'turn.completed' }],
  },
});

/**
 * Gemini CLI. Written on 2026-11-20 from its documentation ("Headless mode reference") and `packages/core/src/output` of
 * its source: the events of `--output-format stream-json`. It reports no cost.
 */
const gemini: CommandProfile = CommandProfile.parse({
  command: 'gemini',
  args: ['--output-format', 'stream-json', '--approval-mode', 'auto_edit'],
  modelArgs: ['--model', '{model}'],
  prompt: 'stdin',
  reading: {
    text: [{ when: { type: 'message', role: 'assistant' }, path: 'content' }],
    textInPieces: true,
    tools: [{ when: { type: 'tool_use' }, path: 'tool_name' }],
    toolDetails: [{ when: { type: 'tool_use' }, path: 'parameters' }],
    usage: [
      {
        when: { type: 'result' },
        scope: 'total',
        input: 'stats.input_tokens',
        output: 'stats.output_tokens',
        cacheRead: 'stats.cached',
        inputIncludesCache: true,
      },
    ],
    model: [{ when: { type: 'init' }, path: 'model' }],
    error: [
      { when: { type: 'result', status: 'error' }, path: 'error.message' },
      { when: { type: 'error', severity: 'error' }, path: 'message' },
    ],
    session: [{ when: { type: 'init' }, path: 'session_id' }],
    end: [{ type: 'result' }],
    success: [{ type: 'result', status: 'success' }],
  },
});

/** The command-line agents that are known by name. */
export const builtInProfiles = { claude, codex, gemini } as const;
