/// <reference lib="webworker" />
import { measureEngine, type ShapeName } from '../../src/core/testing/measureEngine';

self.addEventListener('message', ({ data }: MessageEvent<ShapeName>) => {
  self.postMessage(measureEngine(data, () => performance.now()));
});
