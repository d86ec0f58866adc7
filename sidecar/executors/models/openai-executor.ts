import type { Executor } from '../executor.ts';
import type { ExecutorDeps } from '../executor-deps.ts';
import { isLocalAddress } from '../local-address.ts';
import { createModelExecutor } from './model-executor.ts';
import { offeredModel } from './offered-model.ts';
import { createOpenaiProvider, type OpenaiServer } from './openai-provider.ts';

/**
 * A model behind an OpenAI-compatible server in the tool loop; where none is named, one that the server lists. A model the
 * price table knows costs its price wherever the server stands, since it may only pass requests on; another one is free on
 * a server in one's own network, and its cost unknown elsewhere.
 */
export function createOpenaiExecutor(
  { url, key, model: named }: Omit<OpenaiServer, 'model'> & { readonly model: string | null },
  deps: ExecutorDeps,
): Executor {
  const executorOf = (model: string): Executor =>
    createModelExecutor({
      provider: createOpenaiProvider({ url, key, model }, deps),
      model,
      free: isLocalAddress(url),
      deps,
    });
  let executor = named === null ? null : executorOf(named);
  return {
    async run(context) {
      if (executor === null) {
        const found = await offeredModel({ url, key }, deps, context);
        if (!found.ok) return found;
        context.emit({ stream: 'note', text: `No model is named for ${url}: ${found.model} is used.` });
        executor = executorOf(found.model);
      }
      return executor.run(context);
    },
  };
}
