import { parseOutsideJson } from '../../core/kernel/outside-json.ts';
import { textAt, valuesAt } from '../executors/commands/json-path.ts';

/** How models mark calls that a server should have taken out of their text. */
const marks = [
  /<\/?tool_calls?>|<\|tool_calls?(?:_begin)?\|>|\[TOOL_CALLS\]|<\|python_tag\|>|<function_call>/i,
  /<function=[\w.-]+>|<invoke name=/i,
];
const fenced = /```(?:json|tool_call|tool_code)?\s*\n([\s\S]*?)\n?```/g;

/**
 * Whether a text holds a tool call that nobody took out of it: then the server does not understand what the model writes,
 * and nothing the model wants to do is done.
 */
export function holdsWrittenCall(text: string, tools: readonly string[]): boolean {
  if (marks.some((mark) => mark.test(text)) && tools.some((tool) => text.includes(tool))) return true;
  const blocks = [text, ...[...text.matchAll(fenced)].map(([, block = '']) => block)];
  return blocks.some((block) => isCall(block.trim(), tools));
}

function isCall(text: string, tools: readonly string[]): boolean {
  const parsed = parseOutsideJson(text);
  if (!parsed.ok) return false;
  const values = Array.isArray(parsed.value) ? parsed.value : [parsed.value];
  return values.some((value) => {
    const names = ['name', 'tool', 'tool_name', 'function.name', 'function'].map((path) =>
      textAt(value, path),
    );
    const inputs = ['arguments', 'parameters', 'input', 'args', 'function.arguments'];
    return (
      names.some((name) => name !== null && tools.includes(name)) &&
      inputs.some((path) => valuesAt(value, path).length > 0)
    );
  });
}
