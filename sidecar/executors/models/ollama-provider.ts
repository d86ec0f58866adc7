import type { Message } from '../../tools/conversation.ts';
import type { ModelProvider } from '../../tools/model-provider.ts';
import type { ExecutorDeps } from '../executor-deps.ts';
import { exchange } from './exchange.ts';
import { createOllamaReader } from './ollama-answer.ts';

export interface OllamaServer {
  readonly url: string;
  readonly model: string;
  readonly contextTokens: number | null;
  readonly loadSeconds: number;
}

/** A model of an Ollama server, streamed. */
export function createOllamaProvider(server: OllamaServer, deps: ExecutorDeps): ModelProvider {
  return {
    send: (request) =>
      exchange(
        {
          server: 'Ollama',
          url: `${server.url.replace(/\/+$/, '')}/api/chat`,
          headers: {},
          body: {
            model: server.model,
            stream: true,
            messages: [
              { role: 'system', content: request.system },
              ...request.messages.flatMap(chatMessages),
            ],
            tools: request.tools.map((tool) => ({
              type: 'function',
              function: { name: tool.name, description: tool.description, parameters: tool.schema },
            })),
            ...(server.contextTokens === null ? {} : { options: { num_ctx: server.contextTokens } }),
          },
          secrets: [],
          loadSeconds: server.loadSeconds,
          deps,
          createReader: () => createOllamaReader(request),
        },
        request,
      ),
  };
}

function chatMessages(message: Message): readonly unknown[] {
  if (message.role === 'user') return [{ role: 'user', content: message.text }];
  if (message.role === 'tools') {
    return message.results.map(({ call, text }) => ({ role: 'tool', tool_name: call.name, content: text }));
  }
  return [
    {
      role: 'assistant',
      content: message.text,
      ...(typeof message.original === 'string' && message.original !== ''
        ? { thinking: message.original }
        : {}),
      ...(message.calls.length === 0
        ? {}
        : {
            tool_calls: message.calls.map((call) => ({
              function: { name: call.name, arguments: call.input ?? {} },
            })),
          }),
    },
  ];
}
