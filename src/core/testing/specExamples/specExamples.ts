import { blocksExamples } from './blocks';
import { conformanceExamples } from './conformance';
import { isolationExamples } from './isolation';
import { peersExamples } from './peers';
import { portsExamples } from './ports';
import { specialExamples } from './special';
import type { SpecExample } from './specExample';
import { tierExamples } from './tiers';

/** All examples of the specification with known verdicts. */
export const specExamples: readonly SpecExample[] = [
  ...isolationExamples,
  ...peersExamples,
  ...blocksExamples,
  ...portsExamples,
  ...specialExamples,
  ...tierExamples,
  ...conformanceExamples,
];
