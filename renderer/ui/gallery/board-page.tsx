export function BoardPage() {
  return <p>Boards</p>;
}
