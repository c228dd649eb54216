import type { useAnalysis } from '../store/analysis';

type Analysis = ReturnType<typeof useAnalysis.getState>;

/** What the panels show, as the store holds it: they do not know the worker. */
export type AnalysisView = NonNullable<Analysis['view']>;
export type PolicyView = NonNullable<Analysis['policy']>;
export type FlowView = NonNullable<Analysis['flow']>;
export type PolicySummary = AnalysisView['policies'][number];
export type Inventory = AnalysisView['inventory'];
