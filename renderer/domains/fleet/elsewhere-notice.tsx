import { Notice } from '../../ui/feedback/notice.tsx';

/** Says why there is nothing to press: it belongs to the hub of another device. */
export function ElsewhereNotice({ hub }: { readonly hub: string }) {
  return (
    <Notice
      kind="info"
      what={`This belongs to the hub ${hub}, which runs on another device.`}
      todo="What it reported last is shown; it takes orders there."
    />
  );
}
