import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { ParsedDocument } from '../../core/domain/trackers/model.ts';
import { parseTracker } from '../../core/domain/trackers/read/parse.ts';
import { decode } from '../../core/domain/trackers/text/text.ts';
import { judgeFile, judgeList } from './judge-lists.ts';
import { judgeTable } from './judge-tables.ts';
import type { Judgement } from './judgement.ts';
import { fileLabels, listLabels, tableLabels } from './labels.ts';

export interface Score {
  readonly judgements: readonly Judgement[];
  /** Labelled files that stand in none of the folders. */
  readonly absent: readonly string[];
}

/** Reads the labelled files, found by base name, and holds what is read against the labels. */
export function scoreFiles(labels: string, folders: readonly string[]): Score {
  const places = new Map(folders.flatMap(filesUnder).map((path) => [basename(path), path]));
  const documents = new Map<string, ParsedDocument | null>();
  const documentOf = (file: string): ParsedDocument | null => {
    const known = documents.get(file);
    if (known !== undefined) return known;
    const path = places.get(file);
    const made = path === undefined ? null : parseTracker(decode(readFileSync(path)), { fileName: file });
    documents.set(file, made);
    return made;
  };
  const judged = <Label extends { readonly file: string }>(
    file: string,
    read: (tsv: string) => readonly Label[],
    judge: (doc: ParsedDocument, label: Label) => readonly Judgement[],
  ): Judgement[] => {
    const path = join(labels, file);
    if (!existsSync(path)) return [];
    return read(readFileSync(path, 'utf8')).flatMap((label) => {
      const doc = documentOf(label.file);
      return doc === null ? [] : judge(doc, label);
    });
  };
  const judgements = [
    ...judged('tables.tsv', tableLabels, judgeTable),
    ...judged('lists.tsv', listLabels, judgeList),
    ...judged('files.tsv', fileLabels, judgeFile),
  ];
  return { judgements, absent: [...documents].flatMap(([file, doc]) => (doc === null ? [file] : [])) };
}

function filesUnder(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
