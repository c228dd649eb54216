import { X } from 'lucide-react';
import { isRedundant, stateWords, type Graph } from '../core/index';
import { select, setShowUnrestricted } from '../store/view';
import { classes } from '../ui/classes';
import { IconButton } from '../ui/IconButton';
import type { PolicyView } from '../worker/protocol';
import { lineStyleOf, statesInLegend } from './edges/looks';
import lineStyles from './edges/FlowEdge.module.css';
import styles from './Legend.module.css';
import type { Look } from './scene';

interface LegendProps {
  readonly graph: Graph;
  readonly policy: PolicyView | undefined;
  readonly showUnrestricted: boolean;
}

/** What the lines mean and how many there are; for a selected policy, what it does. */
export function Legend({ graph, policy, showUnrestricted }: LegendProps) {
  return (
    <section className={styles.legend} aria-label="Legend">
      <div className={styles.entries}>
        {policy ? (
          <PolicyLegend policy={policy} />
        ) : (
          <PlainLegend graph={graph} showUnrestricted={showUnrestricted} />
        )}
      </div>
      {policy && (
        <IconButton
          small
          side="top"
          name="Clear selection"
          icon={<X size={14} />}
          onClick={() => select(undefined)}
        />
      )}
    </section>
  );
}

function PlainLegend({ graph, showUnrestricted }: Omit<LegendProps, 'policy'>) {
  const unrestricted = graph.edges.filter((edge) => edge.unrestricted).length;
  const allowed = graph.edges.length - unrestricted;
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
          Unrestricted ({unrestricted})
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
