import type { Steps } from '../../../kernel/steps.ts';
import { readDiagram } from '../diagrams/diagrams.ts';
import type { Block, FenceBlock, ItemBlock, ParagraphBlock, TableBlock } from '../text/blocks.ts';
import { readDate } from '../text/dates.ts';
import type { KeyLine } from '../text/key-lines.ts';
import { plainText } from '../text/plain-text.ts';
import type { ChunkBlocks } from '../text/read-blocks.ts';
import { slug } from '../text/slug.ts';
import { namesADay } from '../vocabulary/column-words.ts';
import { announcesLegend, statedBelow } from '../vocabulary/heading-words.ts';
import { declaredVocabulary, declaredWords, legendLine, legendVocabulary } from '../vocabulary/status-key.ts';
import { ChunkScope } from './chunk-scope.ts';
import { readDiagramItems } from './diagram-items.ts';
import type { ChunkDraft } from './draft.ts';
import { keyLinesByHeading, readHeading, ruleFor } from './heading/heading-items.ts';
import { readItem } from './list/list-items.ts';
import { kindOfList, type ListKind } from './list/list-kind.ts';
import { nameLookAlikes } from './list/look-alikes.ts';
import type { ReadContext } from './read-context.ts';
import { readTable } from './table/table-items.ts';
import { readTextRows } from './table/text-rows.ts';

/** Turns a chunk's blocks into sections and items, by the profile and by where in the outline the chunk stands. */
export function* readChunk(read: ChunkBlocks, context: ReadContext, isFirst: boolean): Steps<ChunkDraft> {
  const scope = new ChunkScope(read.text, read.starts, context);
  const { blocks } = read;
  const keys = keyLinesByHeading(read.text, blocks, context.profile.profile.metaLabels);
  const drafted = new Map<number, number>();
  if (isFirst) openLead(scope, keys.get(-1) ?? []);
  const lists = new ListKinds(scope, blocks);
  for (const [at, block] of blocks.entries()) {
    yield;
    if (block.type === 'table') {
      yield* readTable(scope, block);
      scope.introduce(null, false);
    } else readBlock(scope, block, at, keys, drafted, lists);
  }
  if (read.tooDeep !== null) {
    scope.skip('list', read.tooDeep, 'Nested too deep to be read; what lies deeper is kept as it is');
  }
  return scope.finish();
}

/** What stands before the first heading is a section of its own, without a title. */
function openLead(scope: ChunkScope, keys: readonly KeyLine[]): void {
  scope.sections.push({
    title: '',
    slug: '',
    level: 0,
    heading: null,
    start: 0,
    line: 0,
    role: null,
    item: -1,
  });
  scope.startLead();
  addMeta(scope, keys);
}

function readBlock(
  scope: ChunkScope,
  block: Exclude<Block, TableBlock>,
  at: number,
  keys: ReadonlyMap<number, readonly KeyLine[]>,
  drafted: Map<number, number>,
  lists: ListKinds,
): void {
  switch (block.type) {
    case 'heading': {
      if (!block.opensSection) return;
      const own = keys.get(at) ?? [];
      const isTitle = scope.metaOpen;
      scope.metaOpen = false;
      readHeading(scope, block, own, isTitle);
      if (isTitle) addMeta(scope, own);
      return;
    }
    case 'item':
      readKey(scope, block.depth === 0 && block.check === null ? block.text : null);
      readItem(scope, block, at, drafted, lists.of(block));
      if (block.text !== null) {
        const isItem = scope.items[drafted.get(at) ?? -1]?.line === block.line;
        nameLookAlikes(scope, block.text, isItem);
      }
      return;
    case 'paragraph':
      readParagraph(scope, block);
      return;
    case 'text-rows':
      readTextRows(scope, block);
      return;
    case 'fence':
      readFence(scope, block);
      return;
    case 'code':
      readCode(scope, block);
      return;
    case 'html':
      readHtml(scope, block);
      return;
    default:
  }
}

/** Every list's kind, found when its first line is read: by then its heading and introduction are known. */
class ListKinds {
  readonly #scope: ChunkScope;
  readonly #items = new Map<number, ItemBlock[]>();
  readonly #kinds = new Map<number, ListKind>();

  constructor(scope: ChunkScope, blocks: readonly Block[]) {
    this.#scope = scope;
    for (const block of blocks) {
      if (block.type !== 'item') continue;
      const items = this.#items.get(block.list);
      if (items === undefined) this.#items.set(block.list, [block]);
      else items.push(block);
    }
  }

  of(block: ItemBlock): ListKind {
    const known = this.#kinds.get(block.list);
    if (known !== undefined) return known;
    const kind = kindOfList(this.#scope, this.#items.get(block.list) ?? [block]);
    this.#kinds.set(block.list, kind);
    if (kind.legend !== null) {
      const reason = 'This list explains what signs or words mean; none of its lines is an entry';
      this.#scope.skip('list', block.line, reason);
      if (kind.legend.length > 1 && this.#scope.context.profile.vocabulary === null)
        this.#scope.declare(legendVocabulary(kind.legend, this.#scope.context.mapping));
    }
    return kind;
  }
}

const LABEL = /^(?:\*\*|__)?([^\n:*_]{2,60}?)\s*(?:[:：](?:\*\*|__)?|(?:\*\*|__)[:：]?)\s*$/u;

function readParagraph(scope: ChunkScope, block: ParagraphBlock): void {
  readKey(scope, block.text);
  if (!block.quoted) nameLookAlikes(scope, block.text, false);
  if (scope.text.charAt(block.text.start) === '|' && scope.text.charAt(block.text.end - 1) === '|') {
    const reason =
      'These lines look like table rows, but no header and delimiter row stands right above them';
    scope.skip('row', block.line, reason);
  }
  if (block.item !== -1) return;
  const raw = scope.text.slice(block.text.start, Math.min(block.text.end, block.text.start + 80));
  const label = block.text.end - block.text.start > 70 ? null : LABEL.exec(raw);
  scope.label = label === null ? null : ruleFor(scope, plainText(label[1] ?? ''), 'label', 0);
  const intro = introduction(scope.text.slice(block.text.start, block.text.end));
  const below = intro === null ? null : statedBelow(intro);
  const word = intro?.replace(/(?:(?<!\s)\s+)?[:：]\s*$/u, '') ?? '';
  scope.introduce(below === null ? null : { ...below, word }, intro !== null && announcesLegend(intro));
}

/** A short line that leads to what stands below it: it ends in a colon, or is bold from end to end. */
function introduction(raw: string): string | null {
  const line = raw.trim();
  if (line.length > 110 || /[\r\n]/u.test(line)) return null;
  const leads =
    /[:：](?:\*\*|__)?(?:\s*\([^()]*\):?)?$/u.test(line) ||
    /^(\*\*|__)[^*_]+\1(?:\s*\([^()]*\))?:?$/u.test(line);
  return leads ? plainText(line) : null;
}

/** A line that declares the status words of what follows it. */
function readKey(scope: ChunkScope, span: { start: number; end: number } | null): void {
  if (span === null || span.end - span.start > 1000) return;
  const raw = scope.text.slice(span.start, span.end);
  const legend = legendLine(raw);
  if (legend !== null) {
    scope.declare(legendVocabulary(legend, scope.context.mapping));
    return;
  }
  for (const line of raw.split(/\r\n|\n|\r/u)) {
    const words = declaredWords(line, scope.announcesLegend);
    if (words !== null) scope.declare(declaredVocabulary(words.join(' | '), words, scope.context.mapping));
  }
}

function addMeta(scope: ChunkScope, keys: readonly KeyLine[]): void {
  const names = new Set(scope.meta.map((field) => field.name));
  for (const key of keys) {
    const raw = scope.text.slice(key.span.start, key.span.end);
    const name = slug(key.label);
    if (name === '' || names.has(name) || declaredWords(`${key.label}: ${raw}`) !== null) continue;
    names.add(name);
    const date = readDate(raw, scope.order);
    // A date amid other words is the value only where the label asks for one.
    const isDate = date !== null && (!date.format.includes('{') || namesADay(key.label));
    const value = isDate ? date.iso : plainText(raw);
    scope.meta.push({ name, label: key.label, span: key.span, raw, value, source: 'line' });
  }
}

function readFence(scope: ChunkScope, block: FenceBlock): void {
  if (!/^mermaid\b/iu.test(block.info)) return;
  const facts = readDiagram(scope.text, block.body);
  const { kind, edges, bars } = facts;
  const nodes = facts.nodes.map((node) => ({ id: node.id, label: node.label, class: node.class }));
  const title = facts.title || (scope.sections[scope.section]?.title ?? '');
  scope.diagrams.push({
    kind,
    title,
    section: scope.section,
    span: { start: block.start, end: block.end },
    nodes,
    edges,
    bars,
  });
  readDiagramItems(scope, facts);
}

/** Rows and boxes indented by four are code to Markdown: seen, and left alone. */
function readCode(scope: ChunkScope, block: { start: number; end: number; line: number }): void {
  const code = scope.text.slice(block.start, block.end);
  const holds = /^[ \t]*[-*+][ \t]+\[[ xX]\]\s/mu.test(code)
    ? 'check boxes'
    : /^[ \t]*\|.*\|[ \t]*$/mu.test(code)
      ? 'table rows'
      : null;
  if (holds === null) return;
  const reason = `These lines look like ${holds}, but they are indented by four and so are code`;
  scope.skip('list', block.line, reason);
}

/** Tables in raw HTML are no Markdown tables: seen, and left alone. */
function readHtml(scope: ChunkScope, block: { start: number; end: number; line: number }): void {
  const html = scope.text.slice(block.start, block.end);
  const found = /<table[\s>]/iu.exec(html);
  if (found === null) return;
  const line = block.line + (html.slice(0, found.index).match(/\n/gu)?.length ?? 0);
  scope.skip('html', line, 'A table written in HTML is kept as it is; only Markdown tables are read');
}
