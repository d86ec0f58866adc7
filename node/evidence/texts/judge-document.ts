import { frontMatterSpan } from '../../../core/domain/trackers/read/front-matter.ts';
import { comparableText } from '../../../core/domain/trackers/text/comparable-text.ts';
import { plainText } from '../../../core/domain/trackers/text/plain-text.ts';
import { readBlocks } from '../../../core/domain/trackers/text/read-blocks.ts';
import { slug } from '../../../core/domain/trackers/text/slug.ts';
import { type Judgement, missing, quoted, verified } from '../judgement.ts';

/** Whether a Markdown text has a heading, by what it says or by its slug. */
export function judgeDocument(name: string, text: string, heading: string): Judgement {
  const body = text.slice(frontMatterSpan(text)?.whole.end ?? 0);
  const wanted = comparableText(plainText(heading));
  // Other programs' slugs differ in their dashes.
  const wantedSlug = /\s/u.test(heading.trim()) ? '' : slug(heading);
  const found = readBlocks(body).blocks.some((block) => {
    if (block.type !== 'heading') return false;
    const said = plainText(body.slice(block.text.start, block.text.end));
    return comparableText(said) === wanted || (wantedSlug !== '' && slug(said) === wantedSlug);
  });
  return found
    ? verified(`${name} has the heading "${quoted(heading)}".`)
    : missing(`${name} has no heading "${quoted(heading)}".`);
}
