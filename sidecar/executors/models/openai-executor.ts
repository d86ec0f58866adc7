import type { Executor } from '../executor.ts';
import type { ExecutorDeps } from '../executor-deps.ts';
import { isLocalAddress } from '../local-address.ts';
import { createModelExecutor } from './model-executor.ts';
import { createOpenaiProvider, type OpenaiServer } from './openai-provider.ts';

/**
 * A model behind an OpenAI-compatible server in the tool loop. A model the price table knows costs its price wherever the
 * server stands, since it may only pass requests on; another one is free on a server in one's own network, and its cost
 * unknown elsewhere.
 */
export function createOpenaiExecutor(server: OpenaiServer, deps: ExecutorDeps): Executor {
  return createModelExecutor({
    provider: createOpenaiProvider(server, deps),
    model: server.model,
    free: isLocalAddress(server.url),
    deps,
  });
}
