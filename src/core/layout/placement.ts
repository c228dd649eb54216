/** Where a node stands: absolute for top-level nodes, relative to the namespace box for workloads. Units are canvas pixels. */
export interface Placement {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export type Placements = Readonly<Record<string, Placement>>;
