import { Info } from 'lucide-react';
import type { Explanation } from '../core/index';
import type { AnalysisView, PlacedRule } from '../worker/views';
import styles from './FlowInspector.module.css';
import panel from './InspectorPanel.module.css';
import { SideSection } from './SideSection';

interface WayProps {
  readonly view: AnalysisView;
  readonly explanation: Explanation;
  readonly places: readonly PlacedRule[];
  /** What the ends are called, and whether they are pods. */
  readonly source: { readonly name: string; readonly inCluster: boolean };
  readonly destination: { readonly name: string; readonly inCluster: boolean };
}

/** The way of a packet: out of the source, into the destination, and what is to be known of it. */
export function Way({ view, explanation, places, source, destination }: WayProps) {
  if (explanation.self) {
    return <p className={panel.muted}>A pod always reaches itself; policies do not judge that.</p>;
  }
  return (
    <>
      {explanation.verdict === 'partly' && (
        <p className={panel.small}>
          Allowed for some pods only. Below is the way of two pods for which it is denied.
        </p>
      )}
      <ol className={styles.way}>
        <SideSection view={view} side={explanation.egress} places={places} {...source} />
        <SideSection view={view} side={explanation.ingress} places={places} {...destination} />
      </ol>
      <Caveats caveats={explanation.caveats} />
    </>
  );
}

/** What is undefined, not known, or a matter of the network plugin. */
export function Caveats({ caveats }: { readonly caveats: readonly string[] }) {
  return caveats.map((caveat) => (
    <p key={caveat} className={styles.caveat}>
      <Info size={14} aria-hidden="true" />
      {caveat}
    </p>
  ));
}
