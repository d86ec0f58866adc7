/**
 * What programs put into the environment of what they start, to say "you run inside of me". A sidecar that somebody started
 * from there lives on without them, so its children must not believe it. Settings and keys of the same programs
 * (`CODEX_HOME`, `CLAUDE_CODE_USE_BEDROCK`, `GEMINI_API_KEY`) are the host's and stay.
 */
const sessions: readonly { readonly names: RegExp; readonly why: string }[] = [
  {
    names:
      /^CLAUDECODE$|^CLAUDE_CODE_(?:ENTRYPOINT|CHILD_SESSION|EXECPATH|SSE_PORT|REMOTE|MESSAGING_\w+)$|^CLAUDE_(?:PID|EFFORT|AGENT_SDK_VERSION)$/,
    why: 'Claude Code refuses to start inside of itself, or reports to the session it believes to be in',
  },
  {
    names: /^CLAUDE_(?:PROJECT_DIR|ENV_FILE|PLUGIN_ROOT|PLUGIN_DATA)$/,
    why: 'given to hooks of Claude Code: they name the folders of another project',
  },
  {
    names: /^CODEX_(?:CI|SANDBOX\w*|INTERNAL_\w+|MANAGED_BY_\w+)$/,
    why: 'Codex tells its commands so of its sandbox; tools, and Codex itself, then do without network',
  },
  {
    names: /^GEMINI_CLI$|^GEMINI_CLI_(?:NO_RELAUNCH|IDE_\w+)$|^QWEN_CODE$/,
    why: 'Gemini CLI and its offspring mark their commands, and would connect to the editor they were started from',
  },
  {
    names:
      /^(?:CLAUDE|CLAUDE_CODE|CODEX|GEMINI|GEMINI_CLI|OPENCODE|CURSOR)_(?:REMOTE_)?(?:SESSION|THREAD|CONVERSATION)_ID$/,
    why: 'work would be counted to, or go on with, a conversation of somebody else',
  },
  {
    names:
      /^(?:CURSOR_AGENT|CURSOR_TRACE_ID|OPENCODE|OPENCODE_PID|CLINE_ACTIVE|AUGMENT_AGENT|GOOSE_TERMINAL|AI_AGENT)$/,
    why: 'marks of other agents, by which programs tell who runs them',
  },
  {
    names:
      /^GIT_(?:DIR|WORK_TREE|INDEX_FILE|PREFIX|COMMON_DIR|OBJECT_DIRECTORY|ALTERNATE_OBJECT_DIRECTORIES|QUARANTINE_PATH|CONFIG|CONFIG_PARAMETERS|GRAFT_FILE|IMPLICIT_WORK_TREE|NAMESPACE|REPLACE_REF_BASE|SHALLOW_FILE)$/,
    why: 'git gives them to its hooks: every git command below would work on that repository instead of its own',
  },
];

/** True for a variable that belongs to the session somebody started us from. */
export const isSessionVariable = (name: string): boolean => sessions.some(({ names }) => names.test(name));
