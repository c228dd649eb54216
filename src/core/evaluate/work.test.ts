import { expect, test, vi } from 'vitest';
import { work } from '../model/work';
import { editKinds, editPolicy } from '../testing/editPolicy';
import { clusterShapes, generateCluster } from '../testing/generateCluster';
import { buildConnectivity } from './buildConnectivity';
import { onCommonGround } from './commonGround';
import { visitDelta } from './connectivityDelta';
import { countPermitted } from './countPermitted';

vi.setConfig({ testTimeout: 60_000 });

/** What is done beyond the work before. */
function measured(act: () => void): typeof work {
  const before = { ...work };
  act();
  const done = { ...work };
  for (const kind of Object.keys(done) as (keyof typeof work)[]) done[kind] -= before[kind];
  return done;
}

// Less is welcome: record it. More wants a reason.
test('the work for 1,000 pods is what it was', () => {
  const { cluster, policies } = generateCluster(clusterShapes.b);
  let connectivity = buildConnectivity(cluster, []);
  const built = measured(() => (connectivity = buildConnectivity(cluster, policies)));
  const swept = measured(() => countPermitted(connectivity));
  let differences = 0;
  const edited = measured(() => {
    for (let number = 0; number < 10 * editKinds; number++) {
      const at = (number * 17) % policies.length;
      const next = editPolicy(policies[at]!, number, number);
      const others = next ? policies.with(at, next) : policies.toSpliced(at, 1);
      const after = buildConnectivity(cluster, others, connectivity.profile, connectivity);
      const ground = onCommonGround(connectivity, after);
      visitDelta(ground.before, ground.after, () => differences++);
    }
  });
  expect({ built, swept, edited, differences }).toMatchInlineSnapshot(`
    {
      "built": {
        "cells": 0,
        "columns": 0,
        "combinations": 0,
        "matches": 1578,
        "rows": 0,
        "singledOut": 0,
        "subjects": 1719,
      },
      "differences": 64080,
      "edited": {
        "cells": 5374,
        "columns": 0,
        "combinations": 8,
        "matches": 3156,
        "rows": 0,
        "singledOut": 0,
        "subjects": 4291,
      },
      "swept": {
        "cells": 0,
        "columns": 0,
        "combinations": 5,
        "matches": 0,
        "rows": 0,
        "singledOut": 1548,
        "subjects": 0,
      },
    }
  `);
});
