/** Whether a text put behind `lead` on its line begins a comment that it doesn't end, or ends one that began before it. */
export function breaksComment(text: string, lead: string): boolean {
  const rest = text.replaceAll(/<!--[\s\S]*?-->/gu, '');
  return (
    rest.includes('<!--') || (rest.includes('-->') && lead.lastIndexOf('<!--') > lead.lastIndexOf('-->'))
  );
}
