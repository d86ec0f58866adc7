import { z } from 'zod';

/** Where a tool works and what bounds it. */
export interface ToolContext {
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  /** What each process of a command may hold; null where it is not bounded. */
  readonly memoryBytes: number | null;
  /** Time one command may take. */
  readonly seconds: number;
  /** What a command prints, while it runs. */
  show(stream: 'stdout' | 'stderr', text: string): void;
}

/** What a tool tells the model. A failure is told in words, too: the model shall do something about it. */
export interface ToolAnswer {
  readonly text: string;
  readonly failed: boolean;
}

export const answer = (text: string): ToolAnswer => ({ text, failed: false });
export const refusal = (text: string): ToolAnswer => ({ text, failed: true });

export interface Tool {
  readonly name: string;
  readonly description: string;
  /** JSON Schema of its input, as the providers want it. */
  readonly schema: Readonly<Record<string, unknown>>;
  /** `input` is what a model wrote: it is checked before anything happens. */
  call(input: unknown, context: ToolContext): Promise<ToolAnswer>;
}

/** Makes a tool of a checked function. */
export function defineTool<Input>(tool: {
  readonly name: string;
  readonly description: string;
  readonly input: z.ZodType<Input>;
  run(input: Input, context: ToolContext): Promise<ToolAnswer>;
}): Tool {
  const { $schema: _, ...schema } = z.toJSONSchema(tool.input, { io: 'input' });
  return {
    name: tool.name,
    description: tool.description,
    schema,
    async call(input, context) {
      const checked = tool.input.safeParse(input);
      if (!checked.success) {
        return refusal(`The input of ${tool.name} is not as described:\n${z.prettifyError(checked.error)}`);
      }
      return await tool.run(checked.data, context);
    },
  };
}
