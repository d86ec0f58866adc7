import type { ParsedDocument, ParsedItem, ParsedSection } from '../model.ts';
import { recogniseWord } from '../vocabulary/vocabulary.ts';

/**
 * Forms to be filled in: what they say is an example, so no rule speaks of it. A document is one by its name, a section
 * by its heading, an item by a name or status that waits to be replaced.
 */
export function isTemplate(doc: ParsedDocument, fileName: string): boolean {
  const stem = (fileName.split(/[/\\]/u).at(-1) ?? '').replace(/\.\w+$/u, '');
  return (
    TEMPLATE_END.test(stem.replace(/[-_.]+/gu, ' ')) ||
    TEMPLATE_END.test(doc.title) ||
    BLANK_IN_TITLE.test(doc.title.slice(0, LONGEST_BLANK)) ||
    doc.meta.some(({ name, value }) => name === 'template' && /^(?:true|yes)$/iu.test(value))
  );
}

/** Indexes of the sections that show what an entry looks like, those below them included. */
export function templateSections(sections: readonly ParsedSection[]): ReadonlySet<number> {
  const found = new Set<number>();
  let level = Number.POSITIVE_INFINITY;
  for (const [index, section] of sections.entries()) {
    if (section.level <= level) {
      level = TEMPLATE_HEADING.test(section.title) ? section.level : Number.POSITIVE_INFINITY;
    }
    if (section.level >= level) found.add(index);
  }
  return found;
}

const LONGEST_BLANK = 200;
const labels = new WeakMap<ParsedDocument, ReadonlySet<string>>();

/** What stands before the first colon of a line, the first line left out: a blank that is explained there is a name. */
function labelsOf(doc: ParsedDocument): ReadonlySet<string> {
  const known =
    labels.get(doc) ?? new Set(Array.from(doc.text.matchAll(LINE_LABEL), ([, label = '']) => label));
  labels.set(doc, known);
  return known;
}

const LINE_LABEL = /\n([^:\n]{1,200}):/gu;

/** Whether an item's name or status is a blank to be filled in. */
export function isPlaceholder(doc: ParsedDocument, item: ParsedItem): boolean {
  const name = item.fields.find((field) => field.name === 'name')?.raw.trim() ?? item.title;
  if (isBlank(name) && !labelsOf(doc).has(name)) return true;
  if (EXAMPLE_NAME.test(item.title)) return true;
  const status = item.fields.find((field) => field.kind === 'status')?.raw.trim() ?? '';
  return status !== '' && (isBlank(status) || isChoice(status));
}

const TEMPLATE_WORD =
  '(?:template|vorlage|muster|plantilla|modèle|modello|modelo|szablon|шаблон|テンプレート|雛形|模板|템플릿|서식)s?';
const TEMPLATE_END = new RegExp(`(?:^|[\\s(:–—-])${TEMPLATE_WORD}\\)?$`, 'iu');
const BLANK_IN_TITLE =
  /\{\{|<[a-z][\w -]*>|\[[^\]]*\b(?:name|title|project|product|version|date)\b[^\]]*\](?!\()/iu;
/** Alone, in brackets or behind the word for what it shows; "Email template" may be work of its own. */
const TEMPLATE_HEADING = new RegExp(
  `^(?:[\\d.]+\\s+)?(?:${TEMPLATE_WORD}|examples?|beispiele?|ejemplos?|exemples?|esempio?|exemplos?|przykłady?|примеры?|例|示例|예시)$|[([]${TEMPLATE_WORD}[)\\]]|\\b(?:status|milestone|task|item|phase|checklist|row|entry|report|update|issue|risk)s?\\s+${TEMPLATE_WORD}$`,
  'iu',
);
const EXAMPLE_NAME =
  /^(?:example|sample|placeholder|beispiel|ejemplo|exemple|esempio|exemplo|przykład|пример|示例|예시)(?:\s+(?:task|item|row|entry|milestone|feature|name|phase|[a-z]|\d+))?[:.]?$|^(?:your|my)\s.*\shere$|^(?:task|item|feature|milestone|phase|owner|project|deliverable) (?:name|title|description)$/iu;

/** `[feature]`, `<owner>`, `{{date}}`, `TBD`, `…`; a box (`[ ]`) and a sign are none. */
function isBlank(text: string): boolean {
  return (
    text.length <= LONGEST_BLANK &&
    /^(?:\[[^\]]{2,}\]|<[^>]+>|\{+[^}]+\}+|_{2,}|\.{3}|…|x{3,}|\?+|tb[acd]|yyyy-mm-dd)$/iu.test(text) &&
    !/^\[[^\]]*\]\(/u.test(text)
  );
}

/** "todo / doing / done": the words to choose from, not the one that was chosen. */
function isChoice(status: string): boolean {
  const words = status.split(/(?:(?<!\s)\s+)?(?:\/|\\?\|)\s*/u);
  if (words.length < 2 || words.some((word) => !/\p{L}/u.test(word))) return false;
  const states = words.map((word) => recogniseWord(word)?.state);
  return !states.includes(undefined) && new Set(states).size === words.length;
}
