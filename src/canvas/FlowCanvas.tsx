import {
  Background,
  MiniMap,
  ReactFlow,
  type Connection,
  type EdgeTypes,
  type NodeTypes,
  type OnConnectEnd,
} from '@xyflow/react';
import { useCallback, useMemo, useRef, useState } from 'react';
import type { DrawnGraph } from '../core/index';
import { useAnalysis } from '../store/analysis';
import { useProblemCounts } from '../store/problemCounts';
import { useReview } from '../store/review';
import { useShownPolicies } from '../store/shownPolicies';
import { closeVerb, drawnFlow, useVerb } from '../store/verb';
import { select, selectFlow, useView } from '../store/view';
import type { AnalysisView } from '../worker/protocol';
import styles from './Canvas.module.css';
import { hover, openMenu, stopDrawing, useCanvas } from './canvasState';
import { Announcements } from './Announcements';
import { ConnectionLine } from './edges/ConnectionLine';
import { FlowEdge } from './edges/FlowEdge';
import { FarNames } from './FarNames';
import { finishDrawing, finishDrawingAt, middleOf } from './drawing';
import { useFit, useFitOnOpening } from './fitting';
import { fromFlowId } from './flowIds';
import { createGraphKeeper } from './keep';
import { Legend } from './Legend';
import { NewMenu } from './NewMenu';
import { NodeMenu } from './NodeMenu';
import { AddressPill } from './nodes/AddressPill';
import { AnywherePill } from './nodes/AnywherePill';
import { EntryPill } from './nodes/EntryPill';
import { NamespaceBox } from './nodes/NamespaceBox';
import { WorkloadCard } from './nodes/WorkloadCard';
import { toReviewPicture } from './reviewPicture';
import { toScene } from './scene';
import { SelectionBar } from './SelectionBar';
import { createProjection, type FlowEdge as FlowEdgeType, type FlowNode } from './toFlow';
import { Toolbar } from './Toolbar';
import { selectNode, useEscape, useKeys } from './useKeys';
import { useFiltering, useShowFocus } from './useFiltering';
import { useShowSelection } from './useShowSelection';
import { useStage } from './useStage';

const nodeTypes: NodeTypes = {
  namespace: NamespaceBox,
  workload: WorkloadCard,
  addresses: AddressPill,
  anywhere: AnywherePill,
  entry: EntryPill,
};
const edgeTypes: EdgeTypes = { flow: FlowEdge };

/** From so many nodes on, only those in sight are in the page. */
const many = 300;

const words = {
  'node.a11yDescription.default': 'Enter selects, the arrow keys move.',
  'node.a11yDescription.keyboardDisabled': '',
} as const;

interface FlowCanvasProps {
  readonly view: AnalysisView;
}

/** React Flow with the graph of an analysis, and what floats above it. */
export function FlowCanvas({ view }: FlowCanvasProps) {
  const [keepGraph] = useState(createGraphKeeper);
  const { selection, showUnrestricted, showEntries } = useView();
  const graph = useMemo(
    () => keepGraph(showEntries ? withEntries(view) : view.graph),
    [keepGraph, showEntries, view],
  );
  const verb = useVerb((state) => state.verb);
  const drawing = useMemo(() => drawnFlow(verb), [verb]);
  const policy = useShownPolicies();
  const reviewing = useView((state) => state.reviewing);
  const comparison = useReview(reviewing)?.comparison;
  const reviewed = useMemo(() => comparison && toReviewPicture(comparison), [comparison]);
  const shown = policy ?? reviewed;
  const flow = useAnalysis((state) => state.flow);
  const drawingFrom = useCanvas((state) => state.drawingFrom);
  const [minimap, setMinimap] = useState(false);

  const filtering = useFiltering(graph);
  const problems = useProblemCounts();

  const { placements, onNodesChange, nudge } = useStage(graph, view.placements);
  const [project] = useState(createProjection);
  const scene = useMemo(
    () => toScene({ graph, selection, policy: shown, flow, drawing, showUnrestricted, filtering, problems }),
    [graph, selection, shown, flow, drawing, showUnrestricted, filtering, problems],
  );
  const picture = useMemo(() => project(scene, placements), [project, scene, placements]);
  const fit = useFit(picture);
  useFitOnOpening(fit);
  useShowSelection();
  useShowFocus();

  const pane = useRef<HTMLDivElement>(null);
  const moving = useCallback((on: boolean) => pane.current?.toggleAttribute('data-moving', on), []);
  const onKeyDown = useKeys(nudge);
  useEscape();
  const drawnTo = useRef<Connection>(undefined);
  const onConnectEnd = useCallback<OnConnectEnd>((event, { fromNode, fromHandle }) => {
    const at = pointOf(event);
    const connection = drawnTo.current ?? connectionAt(at, fromNode?.id, fromHandle?.type);
    drawnTo.current = undefined;
    if (connection) finishDrawing(fromFlowId(connection.source), fromFlowId(connection.target), at);
  }, []);

  return (
    <>
      <ReactFlow<FlowNode, FlowEdgeType>
        ref={pane}
        className={styles.pane}
        data-focused={scene.focused || undefined}
        data-drawing={drawingFrom !== undefined || undefined}
        tabIndex={-1}
        onKeyDown={onKeyDown}
        nodes={picture.nodes}
        edges={picture.edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        onNodesChange={onNodesChange}
        onNodeClick={(event, { data: { node } }) => {
          if (!finishDrawingAt(node.id, { x: event.clientX, y: event.clientY })) selectNode(node.id);
        }}
        onNodeContextMenu={(event, { data: { node } }) => {
          event.preventDefault();
          const isByKey = event.clientX === 0 && event.clientY === 0;
          const at = isByKey ? middleOf(event.currentTarget) : { x: event.clientX, y: event.clientY };
          openMenu({ node: node.id, at });
        }}
        onEdgeClick={(_, { data }) => {
          if (data) selectFlow(data.edge.source, data.edge.destination);
        }}
        onEdgeMouseEnter={(_, { data }) => {
          if (data) hover({ id: data.edge.id, source: data.edge.source, destination: data.edge.destination });
        }}
        onEdgeMouseLeave={() => hover(undefined)}
        onPaneClick={() => {
          stopDrawing();
          closeVerb();
          select(undefined);
        }}
        onConnect={(connection) => {
          drawnTo.current = connection;
        }}
        onConnectEnd={onConnectEnd}
        onMoveStart={() => moving(true)}
        onMoveEnd={() => moving(false)}
        connectionLineComponent={ConnectionLine}
        connectionRadius={26}
        connectOnClick={false}
        elementsSelectable={false}
        edgesFocusable={false}
        nodeDragThreshold={3}
        zIndexMode="manual"
        minZoom={0.05}
        maxZoom={2}
        onlyRenderVisibleElements={picture.nodes.length > many}
        deleteKeyCode={null}
        selectionKeyCode={null}
        multiSelectionKeyCode={null}
        panActivationKeyCode={null}
        zoomActivationKeyCode={null}
        attributionPosition="bottom-center"
        ariaLabelConfig={words}
      >
        <Background gap={24} size={1.5} />
        <FarNames graph={graph} placements={placements} />
        {minimap && (
          <MiniMap className={styles.minimap} pannable zoomable ariaLabel="Minimap" nodeClassName={kindOf} />
        )}
      </ReactFlow>
      <div className={styles.bottom}>
        <Legend view={view} policy={policy} comparison={comparison} />
        <Toolbar onFit={fit} minimap={minimap} onMinimap={setMinimap} />
      </div>
      <NewMenu />
      <NodeMenu graph={graph} />
      <div className={styles.top}>
        {selection?.type === 'flow' && <SelectionBar graph={graph} selection={selection} flow={flow} />}
        <Announcements />
      </div>
    </>
  );
}

function withEntries({ graph, entries }: AnalysisView): DrawnGraph {
  return { nodes: [...graph.nodes, ...entries.nodes], edges: [...graph.edges, ...entries.edges] };
}

const kindOf = (node: FlowNode) => styles[`mini-${node.type}`] ?? '';

function pointOf(event: MouseEvent | TouchEvent): { readonly x: number; readonly y: number } {
  const point = 'changedTouches' in event ? event.changedTouches[0] : event;
  return { x: point?.clientX ?? 0, y: point?.clientY ?? 0 };
}

/** Where a flow was let go over a card instead of its gate: the card is meant. */
function connectionAt(
  { x, y }: { readonly x: number; readonly y: number },
  from: string | undefined,
  type: 'source' | 'target' | undefined,
): Pick<Connection, 'source' | 'target'> | undefined {
  const element = document.elementFromPoint(x, y)?.closest<HTMLElement>('.react-flow__node');
  const other = element?.querySelector('[data-gate]') ? element.dataset.id : undefined;
  if (other === undefined || from === undefined || other === from) return undefined;
  return type === 'target' ? { source: other, target: from } : { source: from, target: other };
}
