import {
  describeConnections,
  entryFlowsBetween,
  entryFlowsTo,
  explainFlow,
  judgedEnds,
  namedRules,
  passageOf,
  titleOfEntry,
  workloadTitles,
  type Analysis,
  type Connectivity,
  type EntryFlow,
} from '../core/index';
import type { EntryWay } from './entryView';
import { placeOfResource, placeRules } from './places';
import type { FlowEnds, FlowView } from './views';

interface Shown {
  readonly revision: number;
  readonly analysis: Analysis;
}

/** What entries send to a workload or a namespace, and why the first that is blocked is, or else why it is not. */
export function explainEntry({ revision, analysis }: Shown, ends: FlowEnds): FlowView | undefined {
  const { connectivity } = analysis;
  const flows = entryFlowsBetween(connectivity, ends.source, ends.destination);
  const [flow] = flows;
  if (!flow) return undefined;
  const { sources, destinations, ...judged } = judgedEnds(flow);
  const explanation = explainFlow(judged.connectivity, sources, destinations, flow.asked);
  return {
    revision,
    explanation,
    places: placeRules(analysis, namedRules(explanation)),
    entry: {
      passage: passageOf(flows),
      ways: flows.map((each) => toWay(connectivity, each)),
      place: placeOfResource(analysis, flow.entry.id),
    },
  };
}

/** What entries send to a workload. */
export function waysTo({ analysis: { connectivity } }: Shown, workload: string): readonly EntryWay[] {
  return entryFlowsTo(connectivity, workload).map((flow) => toWay(connectivity, flow));
}

function toWay({ cluster }: Connectivity, flow: EntryFlow): EntryWay {
  const { entry, source, destination, services, asked } = flow;
  const titles = workloadTitles(cluster);
  const controller = titles.get(source.id);
  return {
    entry: entry.id,
    title: titleOfEntry(entry),
    destination: { id: destination.id, title: titles.get(destination.id) ?? destination.id },
    ...(controller !== undefined && { controller: { id: source.id, title: controller } }),
    services: services.map(({ namespace, name }) => `${namespace}/${name}`),
    ports: describeConnections(asked),
    passage: passageOf([flow]),
  };
}
