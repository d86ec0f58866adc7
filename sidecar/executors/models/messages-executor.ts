import type { Executor } from '../executor.ts';
import type { ExecutorDeps } from '../executor-deps.ts';
import { createMessagesProvider, type MessagesServer } from './messages-provider.ts';
import { createModelExecutor } from './model-executor.ts';

/** Claude through the Messages API in the tool loop; its cost comes from the price table. */
export function createMessagesExecutor(server: MessagesServer, deps: ExecutorDeps): Executor {
  return createModelExecutor({
    provider: createMessagesProvider(server, deps),
    model: server.model,
    free: false,
    deps,
  });
}
