import { cutText, cutTextBefore } from '../../../core/kernel/cut-text.ts';
import { createLineEmitter } from '../../streams/line-emitter.ts';
import { createLineReader } from '../../streams/read-lines.ts';
import type { ExecutionContext } from '../executor.ts';
import type { ExecutorDeps } from '../executor-deps.ts';
import type { CommandProfile } from './command-profile.ts';
import { type CommandFacts, createCommandReader, noFacts } from './read-command-line.ts';

const LINE_CHARACTERS = 8 * 1024 * 1024;
const ERROR_CHARACTERS = 500;
const SUMMARY_CHARACTERS = 4000;

/** What a command-line agent printed, shown and read. */
export interface CommandOutput {
  take(stream: 'stdout' | 'stderr', text: string): void;
  finish(): void;
  facts(): CommandFacts;
  /** The end of what the model said. */
  said(): string;
  stderr(): string;
  /** True when it neither said nor did anything. */
  isEmpty(): boolean;
}

/** Reads by the profile; lines that it doesn't describe are shown as they are. */
export function createCommandOutput(
  options: { readonly profile: CommandProfile; readonly model: string | null; readonly deps: ExecutorDeps },
  context: Pick<ExecutionContext, 'emit' | 'progress' | 'spent'>,
  onFacts: (facts: CommandFacts) => void = () => {},
): CommandOutput {
  const { reading } = options.profile;
  const show = (stream: 'stdout' | 'stderr' | 'model' | 'tool') =>
    createLineEmitter(
      (text) => context.emit({ stream, text }),
      (state) => context.progress({ percent: null, note: state }),
    );
  const emitters = {
    stdout: show('stdout'),
    stderr: show('stderr'),
    model: show('model'),
    tool: show('tool'),
  };
  const reader = reading && createCommandReader(reading, options);
  let lines = createLineReader({ maxCharacters: LINE_CHARACTERS });
  let stderr = '';
  let said = '';
  let empty = true;

  const say = (text: string) => {
    if (text.trim() !== '') empty = false;
    emitters.model.push(text);
    said = cutTextBefore(`${said}${text}`, SUMMARY_CHARACTERS);
  };
  const handleLine = (line: string) => {
    const read = line.trim() === '' ? null : (reader?.read(line) ?? null);
    if (read === null) {
      if (line.trim() !== '') empty = false;
      emitters.stdout.push(`${line}\n`);
      if (reader === null) said = cutTextBefore(`${said}${line}\n`, SUMMARY_CHARACTERS);
      return;
    }
    for (const text of read.texts) say(reading?.textInPieces === true ? text : `${text}\n`);
    for (const tool of read.tools) {
      empty = false;
      emitters.model.flush();
      emitters.tool.push(`${tool}\n`);
      context.progress({ percent: null, note: cutText(tool, 200) });
    }
    if (read.spent !== null) context.spent(read.spent);
    if (reader !== null) onFacts(reader.facts());
  };

  return {
    take(stream, text) {
      if (stream === 'stderr') {
        emitters.stderr.push(text);
        stderr = cutTextBefore(`${stderr}${text}`, ERROR_CHARACTERS);
        return;
      }
      const found = lines.pushText(text);
      if ('kind' in found) {
        emitters.stdout.push(
          `[a line of more than ${found.limit.toLocaleString('en')} characters is left out]\n`,
        );
        lines = createLineReader({ maxCharacters: LINE_CHARACTERS });
        return;
      }
      for (const line of found) handleLine(line);
    },
    finish() {
      for (const line of lines.finish()) handleLine(line);
      for (const emitter of Object.values(emitters)) emitter.flush();
    },
    facts: () => reader?.facts() ?? noFacts,
    said: () => said.trim(),
    stderr: () => stderr.trim(),
    isEmpty: () => empty && (reader?.facts().result ?? '').trim() === '',
  };
}
