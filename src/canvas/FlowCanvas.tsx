import {
  Background,
  MiniMap,
  ReactFlow,
  type Connection,
  type NodeTypes,
  type OnConnectEnd,
  type ReactFlowProps,
} from '@xyflow/react';
import { type CSSProperties, useCallback, useMemo, useRef, useState } from 'react';
import type { DrawnGraph } from '../core/index';
import { useArrangement } from '../store/arrangement';
import { useProblemCounts } from '../store/problemCounts';
import { useReview } from '../store/review';
import { useShownPolicies } from '../store/shownPolicies';
import { closeVerb, drawnFlow, useVerb } from '../store/verb';
import { select, selectNode, useView } from '../store/view';
import type { AnalysisView } from '../worker/views';
import styles from './Canvas.module.css';
import { openMenu, stopDrawing, useCanvas } from './canvasState';
import { Announcements } from './Announcements';
import { ConnectionLine } from './edges/ConnectionLine';
import { FlowEdges } from './edges/FlowEdges';
import { FarNames } from './FarNames';
import { Far, levelOf, useFarZoom } from './far';
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
import { createProjection, type FlowNode } from './toFlow';
import { Toolbar } from './Toolbar';
import { useEscape, useKeys } from './useKeys';
import { useFiltering, useShowFocus } from './useFiltering';
import { useShowBlocks } from './useShowBlocks';
import { useShowSelection } from './useShowSelection';
import { useStage } from './useStage';
import { useUndrawnFlow } from './useUndrawnFlow';
import { withWaitingBlocks } from './waitingBlocks';

const nodeTypes: NodeTypes = {
  namespace: NamespaceBox,
  workload: WorkloadCard,
  addresses: AddressPill,
  anywhere: AnywherePill,
  entry: EntryPill,
};

/** From so many nodes on, only those in sight are in the page. */
const many = 300;

/** What the pointer does. The same functions for good: with new ones React Flow draws every node again. */
const pointing: Pick<ReactFlowProps<FlowNode>, 'onNodeClick' | 'onNodeContextMenu' | 'onPaneClick'> = {
  onNodeClick: (event, { data: { node } }) => {
    if (!finishDrawingAt(node.id, { x: event.clientX, y: event.clientY })) selectNode(node.id);
  },
  onNodeContextMenu: (event, { data: { node } }) => {
    event.preventDefault();
    const isByKey = event.clientX === 0 && event.clientY === 0;
    const at = isByKey ? middleOf(event.currentTarget) : { x: event.clientX, y: event.clientY };
    openMenu({ node: node.id, at });
  },
  onPaneClick: () => {
    stopDrawing();
    closeVerb();
    select(undefined);
  },
};

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
  const selection = useView((state) => state.selection);
  // Of policies the picture shows what is answered: until then nothing is to be drawn anew.
  const chosen = selection?.type === 'policies' ? undefined : selection;
  const showUnrestricted = useView((state) => state.showUnrestricted);
  const showEntries = useView((state) => state.showEntries);
  const blocks = useArrangement((state) => state.blocks);
  const { graph: whole, placements: laidOut } = useMemo(() => {
    const { placements } = view;
    return withWaitingBlocks({ graph: showEntries ? withEntries(view) : view.graph, placements }, blocks);
  }, [showEntries, view, blocks]);
  const graph = useMemo(() => keepGraph(whole), [keepGraph, whole]);
  const verb = useVerb((state) => state.verb);
  const drawing = useMemo(() => drawnFlow(verb), [verb]);
  const policy = useShownPolicies();
  const reviewing = useView((state) => state.reviewing);
  const comparison = useReview(reviewing)?.comparison;
  const reviewed = useMemo(() => comparison && toReviewPicture(comparison), [comparison]);
  const shown = policy ?? reviewed;
  const flow = useUndrawnFlow(graph, shown);
  const drawingFrom = useCanvas((state) => state.drawingFrom);
  const [minimap, setMinimap] = useState(false);

  const filtering = useFiltering(graph);
  const problems = useProblemCounts();

  const { placements, onNodesChange, nudge } = useStage(graph, laidOut);
  const [project] = useState(createProjection);
  const scene = useMemo(
    () =>
      toScene({
        graph,
        selection: chosen,
        policy: shown,
        flow,
        drawing,
        showUnrestricted,
        filtering,
        problems,
      }),
    [graph, chosen, shown, flow, drawing, showUnrestricted, filtering, problems],
  );
  const picture = useMemo(() => project(scene, placements), [project, scene, placements]);
  const fit = useFit(picture);
  useFitOnOpening(fit);
  useShowBlocks(blocks, fit);
  useShowSelection();
  useShowFocus();

  const farZoom = useFarZoom();
  const far = levelOf(farZoom);
  const pane = useRef<HTMLDivElement>(null);
  const onMoveStart = useCallback(() => pane.current?.setAttribute('data-moving', ''), []);
  const onMoveEnd = useCallback(() => pane.current?.removeAttribute('data-moving'), []);
  const onKeyDown = useKeys(nudge);
  useEscape();
  const drawnTo = useRef<Connection>(undefined);
  const onConnect = useCallback((connection: Connection) => {
    drawnTo.current = connection;
  }, []);
  const onConnectEnd = useCallback<OnConnectEnd>((event, { fromNode, fromHandle }) => {
    const at = pointOf(event);
    const connection = drawnTo.current ?? connectionAt(at, fromNode?.id, fromHandle?.type);
    drawnTo.current = undefined;
    if (connection) finishDrawing(fromFlowId(connection.source), fromFlowId(connection.target), at);
  }, []);

  return (
    <Far value={far}>
      <ReactFlow<FlowNode>
        ref={pane}
        className={styles.pane}
        data-focused={scene.focused || undefined}
        data-far={far}
        style={farZoom === undefined ? undefined : scaled(1 / farZoom)}
        data-drawing={drawingFrom !== undefined || undefined}
        tabIndex={-1}
        onKeyDown={onKeyDown}
        nodes={picture.nodes}
        nodeTypes={nodeTypes}
        onNodesChange={onNodesChange}
        {...pointing}
        onConnect={onConnect}
        onConnectEnd={onConnectEnd}
        onMoveStart={onMoveStart}
        onMoveEnd={onMoveEnd}
        connectionLineComponent={ConnectionLine}
        connectionRadius={26}
        connectOnClick={false}
        elementsSelectable={false}
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
        <FlowEdges edges={picture.edges} />
        {far !== 'blocks' && <Background gap={24} size={1.5} />}
        {farZoom !== undefined && <FarNames graph={graph} placements={placements} zoom={farZoom} />}
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
        {selection?.type === 'flow' && <SelectionBar graph={graph} selection={selection} />}
        <Announcements />
      </div>
    </Far>
  );
}

function withEntries({ graph, entries }: AnalysisView): DrawnGraph {
  return { nodes: [...graph.nodes, ...entries.nodes], edges: [...graph.edges, ...entries.edges] };
}

const scaled = (scale: number) => ({ '--scale': scale }) as CSSProperties;

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
