import { useState } from 'react';
import { otherAddresses, type GraphEdge } from '../core/index';
import { useSelectedPolicies } from '../store/shownPolicies';
import { useAnswer } from '../store/useAnswer';
import { count } from '../ui/count';
import type { AnalysisView } from '../worker/views';
import { FlowButton } from './FlowLink';
import { FlowList } from './FlowList';
import { flowStates } from './flowStates';
import panel from './InspectorPanel.module.css';
import { ShowMore, shownAtFirst } from './ShowMore';

interface SummaryFlowsProps {
  readonly view: AnalysisView;
  readonly source: string;
  readonly destination: string;
}

/** The flows that an edge stands for; between two ends without an edge, all that is permitted between them. */
export function SummaryFlows({ view, source, destination }: SummaryFlowsProps) {
  const policy = useSelectedPolicies();
  const isBetween = (edge: GraphEdge) => edge.source === source && edge.destination === destination;
  const parts = policy?.edges.filter(isBetween) ?? [];
  const edges = parts.length > 0 ? parts : view.graph.edges.filter(isBetween);
  if (edges.length === 0)
    return <FlowList sources={endsOf(view, source)} destinations={endsOf(view, destination)} />;
  return edges.map((edge) => (
    <Members
      key={edge.id}
      edge={edge}
      policies={edge.state === undefined ? none : (policy?.policies ?? none)}
    />
  ));
}

const none: readonly string[] = [];
function Members({ edge, policies }: { readonly edge: GraphEdge; readonly policies: readonly string[] }) {
  const members = useAnswer('members', { edge, policies })?.answer;
  const [shown, setShown] = useState(shownAtFirst);
  const state = edge.state && flowStates[edge.state];
  return (
    <section>
      <h4 className={panel.sectionTitle}>
        {state && <span className={panel[state.tone]}>{state.title}</span>}
        This edge sums up {count(edge.flows, 'flow')} on {edge.ports}
      </h4>
      <p className={panel.small}>
        {edge.unrestricted && 'No policy isolates either end, so everything passes. '}
        {edge.partial && 'Some pods only. '}
      </p>
      <ul className={panel.flows}>
        {members?.slice(0, shown).map((member) => (
          <li key={member.name}>
            <FlowButton
              source={member.source}
              destination={member.destination}
              name={`${member.name}, ${edge.ports}`}
              title={member.name.replace(' to ', ' → ')}
            />
          </li>
        ))}
      </ul>
      {members && <ShowMore total={members.length} shown={shown} onMore={setShown} />}
    </section>
  );
}

/** The single ends that a box or hub stands for. */
function endsOf({ graph }: AnalysisView, id: string): readonly string[] {
  const node = graph.nodes.find((candidate) => candidate.id === id);
  if (node?.type === 'anywhere') return [...node.members, otherAddresses];
  if (node?.type !== 'namespace') return [id];
  return graph.nodes.flatMap((each) => (each.type === 'workload' && each.parent === id ? [each.id] : []));
}
