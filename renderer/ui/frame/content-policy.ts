/**
 * React Aria puts a <style> element into the page when it finds none with this id; the content policy refuses it
 * and reports a violation. tokens/base.css carries the same rule, and this stands in for the element.
 */
export function keepOutInlineStyles(page: Document = document): void {
  const id = 'react-aria-pressable-style';
  if (page.getElementById(id) !== null) return;
  const stand = page.createElement('meta');
  stand.id = id;
  page.head.append(stand);
}
