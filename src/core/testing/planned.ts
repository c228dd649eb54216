import { analyze, type Analysis } from '../analyze';
import type { Intent, IntentOf, Plan, PortChoice } from '../edit/intent';
import { planIntent } from '../planIntent';
import { applyChanges, readSourceFile, writeSourceFile, type SourceFile } from '../text/workspace';

/** A workspace for tests of intents: files by name, and their analysis. */
export interface Workspace {
  readonly files: readonly SourceFile[];
  readonly analysis: Analysis;
}

/** Reads a workspace; one text is the file `all.yaml`. */
export function workspaceOf(texts: string | Readonly<Record<string, string>>): Workspace {
  const named = typeof texts === 'string' ? { 'all.yaml': texts } : texts;
  return reread(Object.entries(named).map(([name, text]) => readSourceFile(name, text)));
}

export function reread(files: readonly SourceFile[], previous?: Analysis): Workspace {
  return { files, analysis: analyze(files, previous) };
}

export type AcceptedPlan = Extract<Plan, { type: 'plan' }>;
/** A plan that was carried out. */
export interface CarriedOut {
  readonly before: Workspace;
  readonly after: Workspace;
  readonly intent: Intent;
  readonly plan: AcceptedPlan;
}

type RefusedPlan = Extract<Plan, { type: 'refusal' }>;

/** Plans and applies an intent; throws when it is refused. */
export function carryOut(workspace: Workspace, intent: Intent): Workspace & { readonly plan: AcceptedPlan } {
  const plan = planIntent(workspace.files, workspace.analysis, intent);
  if (plan.type === 'refusal') throw new Error(`refused (${plan.code}): ${plan.reason}`);
  return { ...reread(applyChanges(workspace.files, plan.transaction.changes), workspace.analysis), plan };
}

/** The refusal of an intent; throws when it is not refused. */
export function refusalOf(workspace: Workspace, intent: Intent): RefusedPlan {
  const plan = planIntent(workspace.files, workspace.analysis, intent);
  if (plan.type === 'plan')
    throw new Error(`not refused: ${plan.ends.map(({ summary }) => summary).join('; ')}`);
  return plan;
}

export function textOf(workspace: Workspace, name = 'all.yaml'): string {
  const file = workspace.files.find((known) => known.name === name);
  if (!file) throw new Error(`no file ${name}`);
  return writeSourceFile(file);
}

/** `shop/api` stands for the Deployment of that name; anything with another prefix is an id. */
function idOf(name: string): string {
  return /^[A-Z]/.test(name) ? name : `Deployment/${name}`;
}

export function allow(source: string, destination: string, ...ports: PortChoice[]): IntentOf<'allowFlow'> {
  return { type: 'allowFlow', source: idOf(source), destination: idOf(destination), ports };
}

export function isolate(
  source: string,
  destination: string,
  ...ports: PortChoice[]
): IntentOf<'isolateAndAllow'> {
  return { type: 'isolateAndAllow', source: idOf(source), destination: idOf(destination), ports };
}

export function remove(source: string, destination: string): Intent {
  return { type: 'removeFlow', source: idOf(source), destination: idOf(destination) };
}

export const tcp = (port: number | string, endPort?: number): PortChoice => ({
  protocol: 'TCP',
  port,
  ...(endPort !== undefined && { endPort }),
});

/** The manifest of a Deployment. */
export function deployment(name: string, namespace: string, labels = `{app: ${name}}`, podSpec = ''): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
  namespace: ${namespace}
spec:
  template:
    metadata:
      labels: ${labels}
    spec:
      ${podSpec || 'containers: []'}
`;
}

/** Documents as one file. */
export const documents = (...texts: string[]): string => texts.join('---\n');
