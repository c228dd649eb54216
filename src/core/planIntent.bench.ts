import { bench } from 'vitest';
import type { IntentOf } from './edit/intent';
import { planIntent, removalOffers } from './planIntent';
import { briefly, describeClusters } from './testing/benchmark';
import { tcp, type Workspace } from './testing/planned';

describeClusters((workspace) => {
  const allow = findIntent(workspace);
  const { source, destination } = allow;
  const [namespace = ''] = workspace.analysis.connectivity.cluster.namespaces.keys();
  const isolate: IntentOf<'isolate'> = {
    type: 'isolate',
    subject: `Namespace/${namespace}`,
    directions: ['egress'],
    keep: [],
  };
  const { files, analysis } = workspace;
  bench('plan of an edit that allows a flow', () => void planIntent(files, analysis, allow), briefly);
  bench(
    'plan of an edit that isolates a namespace',
    () => void planIntent(files, analysis, isolate),
    briefly,
  );
  bench('ways to remove a flow', () => void removalOffers(files, analysis, { source, destination }), briefly);
});

/** The first flow that is denied and can be allowed. */
function findIntent({ files, analysis }: Workspace): IntentOf<'allowFlow'> {
  const { workloads } = analysis.connectivity.cluster;
  for (const source of workloads) {
    for (const destination of workloads) {
      const intent = {
        type: 'allowFlow',
        source: source.id,
        destination: destination.id,
        ports: [tcp(8443)],
      } as const;
      if (planIntent(files, analysis, intent).type === 'plan') return intent;
    }
  }
  throw new Error('everything is allowed');
}
