import { openaiUrl } from '../../../node/http/openai-url.ts';
import type { Message } from '../../tools/conversation.ts';
import type { ModelProvider } from '../../tools/model-provider.ts';
import type { ExecutorDeps } from '../executor-deps.ts';
import { exchange } from './exchange.ts';
import { createOpenaiReader } from './openai-answer.ts';

export interface OpenaiServer {
  /** With the path of its version, or without any. */
  readonly url: string;
  readonly key: string | null;
  readonly model: string;
}

/** A model behind the chat completions API, streamed. */
export function createOpenaiProvider(server: OpenaiServer, deps: ExecutorDeps): ModelProvider {
  return {
    send: (request) =>
      exchange(
        {
          server: 'The OpenAI-compatible server',
          url: openaiUrl(server.url, 'chat/completions'),
          headers: server.key === null ? {} : { authorization: `Bearer ${server.key}` },
          body: {
            model: server.model,
            stream: true,
            stream_options: { include_usage: true },
            messages: [
              { role: 'system', content: request.system },
              ...request.messages.flatMap(chatMessages),
            ],
            tools: request.tools.map((tool) => ({
              type: 'function',
              function: { name: tool.name, description: tool.description, parameters: tool.schema },
            })),
          },
          secrets: [server.key],
          withoutKey: server.key === null,
          deps,
          createReader: () => createOpenaiReader(request),
        },
        request,
      ),
  };
}

function chatMessages(message: Message): readonly unknown[] {
  if (message.role === 'user') return [{ role: 'user', content: message.text }];
  if (message.role === 'tools') {
    return message.results.map(({ call, text }) => ({ role: 'tool', tool_call_id: call.id, content: text }));
  }
  const toolCalls = message.calls.map((call) => ({
    id: call.id,
    type: 'function',
    // Servers parse what they get back, so what a model wrote wrongly is not repeated to them.
    function: { name: call.name, arguments: call.input === undefined ? '{}' : call.written || '{}' },
  }));
  return [
    {
      role: 'assistant',
      content: message.text,
      ...(toolCalls.length === 0 ? {} : { tool_calls: toolCalls }),
    },
  ];
}
