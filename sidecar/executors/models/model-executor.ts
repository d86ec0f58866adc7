import { childEnvironment } from '../../../node/processes/child-environment.ts';
import type { Message } from '../../tools/conversation.ts';
import type { ModelProvider, ModelWait } from '../../tools/model-provider.ts';
import { runToolLoop } from '../../tools/tool-loop.ts';
import { workspaceTools } from '../../tools/workspace-tools.ts';
import type { ExecutionContext, ExecutionOutcome, Executor } from '../executor.ts';
import type { ExecutorDeps } from '../executor-deps.ts';
import { createSpentCounter } from './spent-counter.ts';

/** One command of a model, unless the run has less time left. */
const COMMAND_SECONDS = 600;

const system = [
  'You carry out one task in a folder, the workspace, with the tools you are given; nobody can answer questions.',
  'Paths are relative to the workspace. Look at what is there before you change it, and check your work when you can.',
  'Version control is done for you: leave your changes in the files and do not commit.',
  'When the task is done, or cannot be done, answer without a tool call: in a few sentences, what you did and what is open.',
].join('\n');

/** Tells what the work waits for, null that it goes on; a later time holds for all models where none is named. */
export function tellWait(
  context: Pick<ExecutionContext, 'blocked' | 'later'>,
  wait: ModelWait | null,
  model: string | null,
): void {
  context.blocked(wait?.reason ?? null);
  context.later(wait?.later === true ? { ...wait, model } : null);
}

/**
 * Lets a model do the work through the shared tool loop. A fix run goes on with the conversation of the run before, so the
 * model knows what it did.
 */
export function createModelExecutor(options: {
  readonly provider: ModelProvider;
  readonly model: string;
  /** True for servers of one's own, where a model without a price costs nothing. */
  readonly free: boolean;
  readonly deps: ExecutorDeps;
}): Executor {
  const { deps } = options;
  const messages: Message[] = [];

  return {
    async run(context): Promise<ExecutionOutcome> {
      messages.push({ role: 'user', text: context.prompt });
      const spent = createSpentCounter({
        prices: deps.prices,
        free: options.free,
        now: () => deps.timekeeper.moment().wall,
      });
      let model: string | null = null;
      const end = await runToolLoop(messages, {
        provider: options.provider,
        system,
        tools: workspaceTools,
        context: {
          folder: context.folder,
          env: childEnvironment(deps.env, deps.secretVariables, context.environment),
          signal: context.signal,
          memoryBytes: context.limits.memoryBytes,
          seconds: Math.max(1, Math.min(COMMAND_SECONDS, Math.floor(context.limits.seconds))),
        },
        turns: deps.turns,
        conversationBytes: deps.conversationBytes,
        emit: (line) => context.emit(line),
        progress: (note) => context.progress({ percent: null, note }),
        waits: (wait) => tellWait(context, wait, options.model),
        used(request, counts, said) {
          model = said ?? model;
          context.spent(spent.count(request, counts, model ?? options.model));
        },
      });
      if (!end.ok) return end;
      return { ok: true, summary: end.summary, model: end.model ?? options.model };
    },
  };
}
