import { useVerb, type OpenVerb } from '../store/verb';
import { AddBlock, ChangeBlock } from './BlockVerbs';
import { ChangePorts } from './ChangePorts';
import {
  AddNamespace,
  AddWorkload,
  ChangeContainerPorts,
  ChangeLabels,
  ChangeReplicas,
  RenameNamespace,
  RenameWorkload,
} from './ClusterVerbs';
import { FlowCard } from './FlowCard';
import { Isolate } from './Isolate';
import { ChangeSelector, CreatePolicy, RenamePolicy } from './PolicyVerbs';
import { ExplainRule, FixAll, FixProblem, MuteRule } from './ProblemVerbs';
import { RemoveFlow } from './RemoveFlow';
import { RemoveTierRule, SplitRule } from './RuleVerbs';
import { AddTierRule, ChangePriority } from './TierVerbs';

/** The card or dialog of the verb that is open. */
export function VerbHost() {
  const verb = useVerb((state) => state.verb);
  return verb ? <Verb key={JSON.stringify(verb)} verb={verb} /> : null;
}

function Verb({ verb }: { readonly verb: OpenVerb }) {
  switch (verb.type) {
    case 'allowFlow':
      return <FlowCard {...verb} />;
    case 'removeFlow':
      return <RemoveFlow {...verb} />;
    case 'changePorts':
      return <ChangePorts {...verb} />;
    case 'addTierRule':
      return <AddTierRule {...verb} />;
    case 'isolate':
      return <Isolate {...verb} />;
    case 'createPolicy':
      return <CreatePolicy {...verb} />;
    case 'renamePolicy':
      return <RenamePolicy {...verb} />;
    case 'changeSelector':
      return <ChangeSelector {...verb} />;
    case 'splitRule':
      return <SplitRule {...verb} />;
    case 'changePriority':
      return <ChangePriority {...verb} />;
    case 'removeTierRule':
      return <RemoveTierRule {...verb} />;
    case 'addNamespace':
      return <AddNamespace />;
    case 'renameNamespace':
      return <RenameNamespace {...verb} />;
    case 'addWorkload':
      return <AddWorkload {...verb} />;
    case 'renameWorkload':
      return <RenameWorkload {...verb} />;
    case 'changeReplicas':
      return <ChangeReplicas {...verb} />;
    case 'changeContainerPorts':
      return <ChangeContainerPorts {...verb} />;
    case 'changeLabels':
      return <ChangeLabels {...verb} />;
    case 'addBlock':
      return <AddBlock />;
    case 'changeBlock':
      return <ChangeBlock {...verb} />;
    case 'fix':
      return <FixProblem {...verb} />;
    case 'fixAll':
      return <FixAll {...verb} />;
    case 'mute':
      return <MuteRule {...verb} />;
    case 'explainRule':
      return <ExplainRule {...verb} />;
  }
}
