import type { Message } from '../../tools/conversation.ts';
import type { ModelProvider } from '../../tools/model-provider.ts';
import type { ExecutorDeps } from '../executor-deps.ts';
import { exchange } from './exchange.ts';
import { createMessagesReader } from './messages-answer.ts';

export interface MessagesServer {
  /** Base address, without `/v1/messages`. */
  readonly url: string;
  readonly key: string;
  readonly model: string;
  readonly maxTokens: number;
}

/** What was sent before is read from the API's cache on the next turn, for a tenth of the price or less. */
const cached = { cache_control: { type: 'ephemeral' } };

/** Claude through the Messages API, streamed. */
export function createMessagesProvider(server: MessagesServer, deps: ExecutorDeps): ModelProvider {
  return {
    send: (request) =>
      exchange(
        {
          server: 'The Messages API',
          url: `${server.url.replace(/\/+$/, '')}/v1/messages`,
          headers: { 'x-api-key': server.key, 'anthropic-version': '2023-06-01' },
          body: {
            model: server.model,
            max_tokens: server.maxTokens,
            stream: true,
            system: [{ type: 'text', text: request.system, ...cached }],
            tools: request.tools.map((tool) => ({
              name: tool.name,
              description: tool.description,
              input_schema: tool.schema,
            })),
            messages: cacheLast(inTurns(request.messages)),
          },
          secrets: [server.key],
          deps,
          createReader: () => createMessagesReader(request),
        },
        request,
      ),
  };
}

interface ApiMessage {
  readonly role: 'user' | 'assistant';
  readonly content: readonly unknown[];
}

/** In the API user and model take turns: what comes from our side in a row is one message. */
function inTurns(messages: readonly Message[]): ApiMessage[] {
  const turns: ApiMessage[] = [];
  for (const message of messages) {
    const next = apiMessage(message);
    const last = turns.at(-1);
    if (last?.role === next.role) {
      turns[turns.length - 1] = { role: last.role, content: [...last.content, ...next.content] };
    } else {
      turns.push(next);
    }
  }
  return turns;
}

function apiMessage(message: Message): ApiMessage {
  if (message.role === 'user') return { role: 'user', content: [{ type: 'text', text: message.text }] };
  if (message.role === 'model') {
    const blocks = Array.isArray(message.original) ? message.original : [];
    // An answer may be empty, a message may not.
    return { role: 'assistant', content: blocks.length > 0 ? blocks : [{ type: 'text', text: '(nothing)' }] };
  }
  return {
    role: 'user',
    content: message.results.map((result) => ({
      type: 'tool_result',
      tool_use_id: result.call.id,
      content: result.text,
      is_error: result.failed,
    })),
  };
}

function cacheLast(messages: readonly ApiMessage[]): ApiMessage[] {
  return messages.map((message, index) => {
    const block = message.content.at(-1);
    if (index < messages.length - 1 || typeof block !== 'object' || block === null) return message;
    return { role: message.role, content: [...message.content.slice(0, -1), { ...block, ...cached }] };
  });
}
