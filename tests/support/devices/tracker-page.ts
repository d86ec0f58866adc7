/** A small tracker with tables, a check list and prose. */
export function page(title: string): string {
  return `# ${title} Programme

- Program: \`${title.toUpperCase()}-1\`
- Last Updated: November 1, 2026
- Status Key: \`not-started\` | \`in-progress\` | \`blocked\` | \`done\`

## Program Milestones

| Milestone | Target Date | Status | Owner | Notes |
|---|:--|---|---|---|
| M0 Charter signed | November 3, 2026 | done | Ilse | with the council |
| M1 Survey complete | November 28, 2026 | in-progress | Teo | |
| M2 First lamp lit | December 12, 2026 | not-started | | needs posts |
| M3 Quay paved | January 9, 2027 | not-started | Teo | |

## Tasks

| Task | Status | Owner | Notes |
|---|---|---|---|
| Order the posts | in-progress | Ilse | from the yard |
| Dig the trench | not-started | | after the frost |
| Lay the cable | not-started | Teo | |

## Checks

- [x] Permit in hand
- [ ] Harbour told
- [ ] Power agreed

## Notes

Some prose stays as it is.

## Change Log

- November 1, 2026: Page opened.
`;
}
