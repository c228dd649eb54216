import { X } from 'lucide-react';
import { isRedundant, stateWords, type Comparison, type Graph } from '../core/index';
import { select, setReviewing, setShowEntries, setShowUnrestricted, useView } from '../store/view';
import { classes } from '../ui/classes';
import { IconButton } from '../ui/IconButton';
import type { AnalysisView, PolicyView } from '../worker/views';
import { lineStyleOf, statesInLegend } from './edges/looks';
import lineStyles from './edges/FlowEdge.module.css';
import styles from './Legend.module.css';
import { lookOfChange } from './reviewPicture';
import type { Look } from './scene';

interface LegendProps {
  readonly view: AnalysisView;
  readonly policy: PolicyView | undefined;
  /** What the canvas shows of a review, while no policy is shown. */
  readonly comparison: Comparison | undefined;
}

/** What the lines mean and how many there are; for a selected policy, what it does. */
export function Legend({ view, policy, comparison }: LegendProps) {
  return (
    <section className={styles.legend} aria-label="Legend">
      <div className={styles.entries}>
        {policy ? (
          <PolicyLegend policy={policy} />
        ) : comparison ? (
          <ReviewLegend graph={view.graph} comparison={comparison} />
        ) : (
          <PlainLegend view={view} />
        )}
      </div>
      {(policy ?? comparison) && (
        <IconButton
          small
          side="top"
          name={policy ? 'Clear selection' : 'End the review'}
          icon={<X size={14} />}
          onClick={() => (policy ? select(undefined) : setReviewing(false))}
        />
      )}
    </section>
  );
}

function PlainLegend({ view: { graph, entries } }: Pick<LegendProps, 'view'>) {
  const { showUnrestricted, showEntries } = useView();
  const unrestricted = graph.edges.filter((edge) => edge.unrestricted).length;
  const allowed = graph.edges.length - unrestricted;
  const amount = new Set(entries.nodes.flatMap((node) => node.entries.map(({ id }) => id))).size;
  const blocked = entries.edges.filter(({ passage }) => passage !== 'open').length;
  const hubs = graph.nodes.some(({ type }) => type === 'anywhere');
  return (
    <>
      {allowed > 0 && (
        <span className={styles.entry} title="Allowed by the policies of both ends together">
          <Sample look="allowed" />
          allowed by policy ({allowed})
        </span>
      )}
      {unrestricted > 0 && (
        <button
          type="button"
          className={styles.toggle}
          aria-pressed={showUnrestricted}
          title={showUnrestricted ? 'Hide what no policy restricts' : 'Show what no policy restricts'}
          onClick={() => setShowUnrestricted(!showUnrestricted)}
        >
          <Sample look="unrestricted" />
          unrestricted ({unrestricted})
        </button>
      )}
      {hubs && showUnrestricted && (
        <span
          className={styles.note}
          title="Anywhere: every pod with an open gate on that side, and every address outside"
        >
          <i className={styles.hub} />
          summary of open gates
        </span>
      )}
      {entries.nodes.length > 0 && (
        <button
          type="button"
          className={styles.toggle}
          aria-pressed={showEntries}
          title={
            showEntries
              ? 'Hide the ways into the cluster'
              : 'Show the ways into the cluster: Ingresses, Routes and the like'
          }
          onClick={() => setShowEntries(!showEntries)}
        >
          <Sample look="entry" />
          entries ({amount})
        </button>
      )}
      {blocked > 0 && showEntries && (
        <span className={styles.entry} title="Policies keep the controller from what the entry leads to">
          <Sample look="blocked" />
          blocked ({blocked})
        </span>
      )}
      {allowed + unrestricted === 0 && <span className={styles.note}>No flow is allowed</span>}
    </>
  );
}

function PolicyLegend({ policy: { counts, piece } }: { readonly policy: PolicyView }) {
  return (
    <>
      {piece && <span className={styles.note}>{describePiece(piece)}:</span>}
      {statesInLegend
        .filter(([state]) => counts[state] > 0)
        .map(([state, meaning]) => (
          <span key={state} className={styles.entry} title={meaning}>
            <Sample look={state} />
            {stateWords[state]} ({counts[state]})
          </span>
        ))}
      {isRedundant(counts) && (
        <span
          className={styles.note}
          title={`Without ${piece ? 'these lines' : 'this policy'}, the same flows would be allowed`}
        >
          {piece ? 'these lines open and close' : 'redundant: opens and closes'} nothing alone
        </span>
      )}
    </>
  );
}

/** What differs from the reference; also what cannot be drawn, as an end of it is gone. */
function ReviewLegend({ graph, comparison }: { readonly graph: Graph; readonly comparison: Comparison }) {
  const { counts, edges } = comparison;
  const nodes = new Set(graph.nodes.map(({ id }) => id));
  const gone = edges.filter((edge) => !nodes.has(edge.source) || !nodes.has(edge.destination)).length;
  return (
    <>
      {(['added', 'removed', 'changed'] as const)
        .filter((change) => counts[change] > 0)
        .map((change) => (
          <span key={change} className={styles.entry}>
            <Sample look={lookOfChange[change]} />
            {change} ({counts[change]})
          </span>
        ))}
      {counts.added + counts.removed + counts.changed === 0 && (
        <span className={styles.note}>No flow differs</span>
      )}
      {gone > 0 && <span className={styles.note}>{gone} not drawn: an end is gone</span>}
    </>
  );
}

/** `ingress rule 1, peer 2` */
function describePiece({ direction, rule, peer, port }: NonNullable<PolicyView['piece']>): string {
  const part = peer !== undefined ? `, peer ${peer + 1}` : port !== undefined ? `, port ${port + 1}` : '';
  return `${direction} rule ${rule + 1}${part}`;
}

function Sample({ look }: { readonly look: Look }) {
  const denied = look === 'closes' || look === 'alsoCloses';
  return (
    <svg className={classes(styles.sample, lineStyles[lineStyleOf(look)])} width={26} height={12} aria-hidden>
      <path className={lineStyles.line} d="M1 6 H25" />
      {denied && (
        <g className={styles.cross} transform="translate(13 6)">
          <circle r={4.75} />
          <path d="M-1.8 -1.8 L1.8 1.8 M1.8 -1.8 L-1.8 1.8" />
        </g>
      )}
    </svg>
  );
}
