import type { ShapeName } from '../../core/testing/generateCluster';
import type { EngineFigures } from '../../core/testing/measureEngine';

declare global {
  interface Window {
    /** Measures a shape in a fresh worker. */
    measure: (shape: ShapeName) => Promise<EngineFigures>;
  }
}

window.measure = (shape) =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./engine.worker.ts', import.meta.url), { type: 'module' });
    worker.addEventListener('message', ({ data }: MessageEvent<EngineFigures>) => {
      worker.terminate();
      resolve(data);
    });
    worker.addEventListener('error', ({ message }) => reject(new Error(message)));
    worker.postMessage(shape);
  });
