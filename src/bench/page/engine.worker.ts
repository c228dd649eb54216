/// <reference lib="webworker" />
import type { ShapeName } from '../../core/testing/generateCluster';
import { measureEngine } from '../../core/testing/measureEngine';

self.addEventListener('message', ({ data }: MessageEvent<ShapeName>) => {
  self.postMessage(measureEngine(data, () => performance.now()));
});
