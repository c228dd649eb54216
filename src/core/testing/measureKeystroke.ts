import { analyze } from '../analyze';
import { onCommonGround } from '../evaluate/commonGround';
import { deltaSize } from '../evaluate/connectivityDelta';
import { readSourceFile } from '../text/workspace';
import { clusterShapes, type ShapeName } from './generateCluster';
import { generateManifests } from './generateManifests';
import { type Spread, spreadOf } from './measureEngine';

/** What a keystroke in a policy takes through the whole pipeline, in milliseconds. */
export interface KeystrokeFigures {
  readonly shape: ShapeName;
  readonly documents: number;
  readonly megabytes: number;
  /** From the texts to the judged cluster, the first time. */
  readonly first: number;
  /** From the changed text to the judged cluster and the exact delta of all pairs. */
  readonly keystroke: Spread;
}

const podsPerWorkload = 2.5; // as `generateManifests` has them

/** Types a figure into the port of one policy after another, and takes it back, in manifests of the size of a shape. */
export function measureKeystroke(shape: ShapeName, now: () => number): KeystrokeFigures {
  const { pods, namespaces, policies } = clusterShapes[shape];
  const workloads = Math.round(pods / podsPerWorkload);
  const texts = generateManifests({ namespaces, workloads, policies });
  const cluster = readSourceFile('cluster.yaml', texts.cluster);
  const start = now();
  let analysis = analyze([cluster, readSourceFile('policies.yaml', texts.policies)]);
  const first = now() - start;
  const places = Array.from(
    texts.policies.matchAll(/port: 443\n/g),
    ({ index }) => index + 'port: 443'.length,
  );
  const keystroke = spreadOf(40, (i) => {
    const at = places[(i * 7919) % places.length]!;
    const typed = i % 2 === 0 ? '0' : '';
    const text = `${texts.policies.slice(0, at)}${typed}${texts.policies.slice(at)}`;
    const begin = now();
    const next = analyze([cluster, readSourceFile('policies.yaml', text)], analysis);
    const { before, after } = onCommonGround(analysis.connectivity, next.connectivity);
    deltaSize(before, after);
    const took = now() - begin;
    analysis = next;
    return took;
  });
  return {
    shape,
    documents: namespaces + workloads + policies,
    megabytes: (texts.cluster.length + texts.policies.length) / 1e6,
    first,
    keystroke,
  };
}
