import type { Executor } from '../executor.ts';
import type { ExecutorDeps } from '../executor-deps.ts';
import { createModelExecutor } from './model-executor.ts';
import { createOllamaProvider, type OllamaServer } from './ollama-provider.ts';

/** A model of an Ollama server in the tool loop. It runs on a machine of one's own and costs nothing. */
export function createOllamaExecutor(server: OllamaServer, deps: ExecutorDeps): Executor {
  return createModelExecutor({
    provider: createOllamaProvider(server, deps),
    model: server.model,
    free: true,
    // A local model may have the name of a hosted one.
    deps: { ...deps, prices: [] },
  });
}
