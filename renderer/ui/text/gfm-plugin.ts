import type { Extension as FromMarkdownExtension } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';

interface ProcessorWithData {
  data(): {
    micromarkExtensions?: unknown[] | undefined;
    fromMarkdownExtensions?: (FromMarkdownExtension[] | FromMarkdownExtension)[] | undefined;
  };
}

/** Tables, check lists, strikethrough and autolinks for react-markdown, from the parsers the core already uses. */
export function gfmPlugin(this: unknown): void {
  if (!isProcessor(this)) throw new Error('gfmPlugin must be given to a unified processor');
  const data = this.data();
  data.micromarkExtensions = [...(data.micromarkExtensions ?? []), gfm()];
  data.fromMarkdownExtensions = [...(data.fromMarkdownExtensions ?? []), gfmFromMarkdown()];
}

function isProcessor(value: unknown): value is ProcessorWithData {
  return typeof value === 'function' && 'data' in value && typeof value.data === 'function';
}
