/** Whether a text put behind `lead` on its line begins a comment that it doesn't end, or ends one that began before it. */
export function breaksComment(text: string, lead: string): boolean {
  const rest = withoutComments(text);
  return (
    rest.includes('<!--') || (rest.includes('-->') && lead.lastIndexOf('<!--') > lead.lastIndexOf('-->'))
  );
}

/** Searched from one end to the other: a pattern would look for each end anew behind every begin. */
function withoutComments(text: string): string {
  let rest = '';
  for (let at = 0; ; ) {
    const begin = text.indexOf('<!--', at);
    const end = begin === -1 ? -1 : text.indexOf('-->', begin + 4);
    if (end === -1) return rest + text.slice(at);
    rest += text.slice(at, begin);
    at = end + 3;
  }
}
