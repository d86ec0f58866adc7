export interface DiagramSpec {
  readonly kind: 'state' | 'flowchart' | 'gantt' | 'sequence' | 'other';
  readonly title: string;
  /** `class` is drawn as a state where it names one of the kit's marks. */
  readonly nodes: readonly { readonly id: string; readonly label: string; readonly class: string | null }[];
  readonly edges: readonly { readonly from: string; readonly to: string; readonly label: string | null }[];
  readonly bars: readonly {
    readonly id: string;
    readonly label: string;
    readonly section: string;
    readonly done: boolean;
    readonly active: boolean;
    readonly start: number;
    readonly length: number;
  }[];
}
