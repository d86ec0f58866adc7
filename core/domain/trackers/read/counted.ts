/** "1 change-log entry", "2 check boxes": what was recognised, whose name is kept in the plural. */
export function counted(count: number, many: string): string {
  return `${count} ${count === 1 ? singular(many) : many}`;
}

/** Of the noun that is counted: the last word before what describes it. */
function singular(many: string): string {
  const [, noun = many, rest = ''] = /^(.*?)( (?:with|of|in) .*)?$/u.exec(many) ?? [];
  const one = noun
    .replace(/criteria$/u, 'criterion')
    .replace(/ies$/u, 'y')
    .replace(/(x|ch|sh|ss)es$/u, '$1');
  return `${one === noun ? noun.replace(/(?<!s)s$/u, '') : one}${rest}`;
}
