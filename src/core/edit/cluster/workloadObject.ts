import type { Workload } from '../../model/cluster';
import { workloadTitles } from '../../model/titles';
import type { YamlPath } from '../../yaml/unit';
import { standingOf, type Draft } from '../draft';
import { refuse, isRefusal, type Refusal } from '../refusal';
import { objectsOfUnit, type WrittenObject } from '../writtenObjects';

/** A workload with the object that makes it. */
export interface StandingWorkload {
  readonly workload: Workload;
  readonly title: string;
  readonly object: WrittenObject;
  /** Where its pods are described inside the object. */
  readonly template: YamlPath;
}

/** The object that a workload is written as; refused where only its selector or its pods are in the text. */
export function workloadObject(draft: Draft, id: string): StandingWorkload | Refusal {
  const { cluster } = draft.reading.connectivity;
  const workload = cluster.workloads.find((known) => known.id === id);
  if (!workload) return refuse('staleText', `${id} is not in the text any more.`);
  const title = workloadTitles(cluster).get(id) ?? id;
  if (workload.origin === 'inferred')
    return refuse('notPossible', `${title} stands for a selector: load or add the workload that it means.`);
  const standing = standingOf(draft, id);
  const object =
    standing &&
    objectsOfUnit(standing.ref.file, standing.unit, standing.ref.unit).find(
      ({ path }) => JSON.stringify(path) === JSON.stringify(standing.ref.path),
    );
  if (!object || object.kind !== workload.kind || object.name !== workload.name)
    return refuse('notPossible', `${title} itself is not in the text, only its pods are: edit them there.`);
  return { workload, title, object, template: templatePath(workload.kind) };
}

function templatePath(kind: string): YamlPath {
  if (kind === 'Pod') return [];
  return kind === 'CronJob' ? ['spec', 'jobTemplate', 'spec', 'template'] : ['spec', 'template'];
}

/** The workload after an edit; refused where its pods are in the text one by one, so that the edit did nothing. */
export function changedWorkload(
  draft: Draft | Refusal,
  { workload, title }: StandingWorkload,
  isChanged: (workload: Workload) => boolean,
): Draft | Refusal {
  if (isRefusal(draft)) return draft;
  const after = draft.reading.connectivity.cluster.workloads.find(({ id }) => id === workload.id);
  if (after && isChanged(after)) return draft;
  return refuse('notPossible', `The pods of ${title} are in the text one by one: edit them there.`);
}
