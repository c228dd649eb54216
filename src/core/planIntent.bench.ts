import { bench } from 'vitest';
import type { Intent } from './edit/intent';
import { planIntent } from './planIntent';
import { briefly, describeClusters } from './testing/benchmark';
import { tcp, type Workspace } from './testing/planned';

describeClusters((workspace) => {
  const intent = findIntent(workspace);
  bench('plan of an edit that allows a flow', () => void plan(workspace, intent), briefly);
});

const plan = ({ files, analysis }: Workspace, intent: Intent) => planIntent(files, analysis, intent);

/** The first flow that is denied and can be allowed. */
function findIntent(workspace: Workspace): Intent {
  const { workloads } = workspace.analysis.connectivity.cluster;
  for (const source of workloads) {
    for (const destination of workloads) {
      const intent: Intent = {
        type: 'allowFlow',
        source: source.id,
        destination: destination.id,
        ports: [tcp(8443)],
      };
      if (plan(workspace, intent).type === 'plan') return intent;
    }
  }
  throw new Error('everything is allowed');
}
