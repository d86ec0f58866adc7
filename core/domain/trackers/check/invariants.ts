import type { Field, ParsedDocument, ParsedItem } from '../model.ts';
import { fieldSpan, type Span } from '../text/span.ts';

/** What must hold of any reading, whatever the text; each broken promise in words, with its line. */
export function violatedInvariants(doc: ParsedDocument): { line: number; what: string }[] {
  const broken: { line: number; what: string }[] = [];
  const addresses = new Set<string>();
  const fields: { span: Span; item: ParsedItem; field: Field }[] = [];
  for (const item of doc.items) {
    const report = (what: string) => broken.push({ line: item.line, what: `${item.address}: ${what}` });
    if (addresses.has(item.address)) report('its address is used twice');
    addresses.add(item.address);
    if (!isWithin(item.span, { start: 0, end: doc.text.length })) report('it lies outside the text');
    if (doc.sections[item.section] === undefined) report('its section does not exist');
    const names = new Set<string>();
    for (const field of item.fields) {
      if (names.has(field.name)) report(`two fields are called ${field.name}`);
      names.add(field.name);
      const span = fieldSpan(item, field);
      if (!isWithin(span, item.span)) report(`${field.name} lies outside its item`);
      if (doc.text.slice(span.start, span.end) !== field.raw)
        report(`${field.name} is not what its span says`);
      fields.push({ span, item, field });
    }
  }
  for (const item of doc.items) {
    if (item.parent === null || addresses.has(item.parent)) continue;
    broken.push({ line: item.line, what: `${item.address}: its parent ${item.parent} does not exist` });
  }
  fields.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  fields.forEach(({ span, item, field }, at) => {
    const before = fields[at - 1];
    if (before === undefined || before.span.end <= span.start) return;
    broken.push({
      line: item.line,
      what: `${item.address}: ${field.name} overlaps ${before.item.address} ${before.field.name}`,
    });
  });
  return broken;
}

function isWithin(inner: Span, outer: Span): boolean {
  return outer.start <= inner.start && inner.start <= inner.end && inner.end <= outer.end;
}
