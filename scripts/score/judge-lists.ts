import type { ParsedDocument } from '../../core/domain/trackers/model.ts';
import { isFinished, isOpen } from '../../core/domain/trackers/vocabulary/states.ts';
import { type Judgement, judging } from './judgement.ts';
import { type FileLabel, type ListLabel, NONE, type Right } from './labels.ts';

/** Holds the items of a list against its label: prose and legends are right when no line of them carries a state. */
export function judgeList(doc: ParsedDocument, label: ListLabel): Judgement[] {
  const items = doc.items.filter(
    (item) => item.line >= label.line && item.line <= label.end && item.state !== null,
  );
  const judge = judging(label.file, label.line);
  const isItems = label.kind?.includes('items') ?? true;
  const kind = items.length > 0 ? 'items' : (label.kind?.find((entry) => entry !== 'items') ?? NONE);
  if (!isItems) return judge('list kind', label.kind, kind);
  return [
    ...judge('list kind', label.kind, kind),
    ...judge('list count', label.count, String(items.length)),
    ...judge('list states', label.first, items[0]?.state ?? NONE),
    ...judge('list states', label.last, items.at(-1)?.state ?? NONE),
  ];
}

/** Holds the document's title and the number of its items against its label. */
export function judgeFile(doc: ParsedDocument, label: FileLabel): Judgement[] {
  const open = doc.items.filter((item) => isOpen(item.state)).length;
  const done = doc.items.filter((item) => item.state !== null && isFinished(item.state)).length;
  const judgeAt = judging(label.file, 1);
  const judge = (measure: string, expected: Right, got: string): Judgement[] =>
    expected?.includes(NONE) === true ? [] : judgeAt(measure, expected, got);
  return [
    ...judge('title', label.title, doc.title),
    ...judge('file counts', label.open, String(open)),
    ...judge('file counts', label.done, String(done)),
  ];
}
