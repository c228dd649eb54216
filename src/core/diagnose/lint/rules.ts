import type { Rule } from './rule';
import { emptyPeers } from './rules/l01EmptyPeers';
import { emptyRule } from './rules/l02EmptyRule';
import { openToEveryone } from './rules/l03OpenToEveryone';
import { strayDashSplitsRule } from './rules/l04StrayDashSplitsRule';
import { strayDashSplitsPeer } from './rules/l05StrayDashSplitsPeer';
import { rulesWithoutType } from './rules/l06RulesWithoutType';
import { typesMissing } from './rules/l07TypesMissing';
import { egressOnlyClosesIngress } from './rules/l08EgressOnlyClosesIngress';
import { emptyEgressWithoutType } from './rules/l09EmptyEgressWithoutType';
import { exclusionWithoutEffect } from './rules/l10ExclusionWithoutEffect';
import { notInMatchesAbsent } from './rules/l11NotInMatchesAbsent';
import { nameClaimsOpposite } from './rules/l12NameClaimsOpposite';
import { wholeNamespaceWithRules } from './rules/l13WholeNamespaceWithRules';
import { podSelectorMissing } from './rules/l14PodSelectorMissing';
import { crossProduct } from './rules/l15CrossProduct';
import { allowAllBesideNarrower } from './rules/l16AllowAllBesideNarrower';
import { everyNamespace } from './rules/l17EveryNamespace';
import { peerOfOtherNamespace } from './rules/l18PeerOfOtherNamespace';
import { portQuoted } from './rules/l20PortQuoted';
import { endPortMisplaced } from './rules/l21EndPortMisplaced';
import { portNotExposed } from './rules/l22PortNotExposed';
import { portNameUnknown } from './rules/l23PortNameUnknown';
import { portNameOtherProtocol } from './rules/l24PortNameOtherProtocol';
import { servicePort } from './rules/l25ServicePort';
import { apiServerPort } from './rules/l26ApiServerPort';
import { udpForgotten } from './rules/l27UdpForgotten';
import { protocolOmitted } from './rules/l28ProtocolOmitted';
import { allPortsOfProtocol } from './rules/l29AllPortsOfProtocol';
import { portNameAmbiguous } from './rules/l30PortNameAmbiguous';
import { widePortRange } from './rules/l31WidePortRange';
import { portsInPeer } from './rules/l32PortsInPeer';
import { portsOverlap } from './rules/l33PortsOverlap';
import { portNameTwice } from './rules/l34PortNameTwice';
import { selectsNoPod } from './rules/l40SelectsNoPod';
import { peerMatchesNoPod } from './rules/l41PeerMatchesNoPod';
import { namespaceLabelMissing } from './rules/l42NamespaceLabelMissing';
import { labelsOfController } from './rules/l43LabelsOfController';
import { generatedLabel } from './rules/l44GeneratedLabel';
import { hostNetworkPod } from './rules/l45HostNetworkPod';
import { namespaceNameUnknown } from './rules/l46NamespaceNameUnknown';
import { namespaceUndeclared } from './rules/l47NamespaceUndeclared';
import { selectorWithoutMatchLabels } from './rules/l48SelectorWithoutMatchLabels';
import { selectorLeftEmpty } from './rules/l49SelectorLeftEmpty';
import { contradictorySelector } from './rules/l50ContradictorySelector';
import { redundantRequirement } from './rules/l51RedundantRequirement';
import { matchesEverything } from './rules/l52MatchesEverything';
import { labelMisspelt } from './rules/l53LabelMisspelt';
import { dnsForgotten } from './rules/l60DnsForgotten';
import { dnsOneProtocol } from './rules/l61DnsOneProtocol';
import { nodeLocalDns } from './rules/l62NodeLocalDns';
import { oneSidedAllow } from './rules/l63OneSidedAllow';
import { entryNotAdmitted } from './rules/l64EntryNotAdmitted';
import { monitoringNotAdmitted } from './rules/l65MonitoringNotAdmitted';
import { webhookNotAdmitted } from './rules/l66WebhookNotAdmitted';
import { clientAddressLost } from './rules/l67ClientAddressLost';
import { podNotCovered } from './rules/l68PodNotCovered';
import { noDefaultDeny } from './rules/l69NoDefaultDeny';
import { priorityTie } from './rules/l70PriorityTie';
import { blockForPods } from './rules/l71BlockForPods';
import { oneFamily } from './rules/l72OneFamily';
import { metadataReachable } from './rules/l73MetadataReachable';
import { privateRangesIncluded } from './rules/l74PrivateRangesIncluded';
import { hostBits } from './rules/l75HostBits';
import { exceptOutside } from './rules/l76ExceptOutside';
import { exceptReopened } from './rules/l77ExceptReopened';
import { exceptsWholeBlock } from './rules/l78ExceptsWholeBlock';
import { redundantBlock } from './rules/l79RedundantBlock';
import { singleAddress } from './rules/l80SingleAddress';
import { cidrMatchesNoPod } from './rules/l81CidrMatchesNoPod';
import { nonCanonicalCidr } from './rules/l82NonCanonicalCidr';
import { redundantPolicy } from './rules/l83RedundantPolicy';
import { shadowedRule } from './rules/l84ShadowedRule';
import { duplicateObject } from './rules/l85DuplicateObject';
import { samePolicyTwice } from './rules/l86SamePolicyTwice';
import { defaultDenyDefeated } from './rules/l87DefaultDenyDefeated';
import { uninformativeName } from './rules/l88UninformativeName';
import { namespaceOmitted } from './rules/l89NamespaceOmitted';
import { tooManyRules } from './rules/l90TooManyRules';
import { fieldMisplaced } from './rules/l91FieldMisplaced';
import { fieldMisspelt } from './rules/l92FieldMisspelt';
import { duplicateKey } from './rules/l93DuplicateKey';
import { unquotedScalar } from './rules/l94UnquotedScalar';
import { unrenderedTemplate } from './rules/l95UnrenderedTemplate';
import { octalPort } from './rules/l96OctalPort';
import { enumCase } from './rules/l97EnumCase';
import { listMapConfusion } from './rules/l98ListMapConfusion';
import { oldApiVersion } from './rules/l99OldApiVersion';
import { serverFields } from './rules/l100ServerFields';
import { missingSeparator } from './rules/l101MissingSeparator';
import { oddCharacters } from './rules/l102OddCharacters';
import { unreachableTierRule } from './rules/l103UnreachableTierRule';
import { denyHitsPods } from './rules/l104DenyHitsPods';
import { oldTierSchema } from './rules/l105OldTierSchema';
import { otherVersion } from './rules/l106OtherVersion';
import { domainNamesWithoutDeny } from './rules/l107DomainNames';
import { namedPortForAddresses } from './rules/l108NamedPortForAddresses';
import { tierSelectorInvalid } from './rules/l109TierSelectorInvalid';
import { tierLimits } from './rules/l110TierLimits';
import { tierWithoutSay } from './rules/l111TierWithoutSay';
import { ciliumEmptyRule } from './rules/l112CiliumEmptyRule';
import { ciliumDenyIsolates } from './rules/l113CiliumDenyIsolates';
import { calicoDefaults } from './rules/l114CalicoDefaults';
import { baselineName } from './rules/l115BaselineName';
import { pluginSupport } from './rules/l116PluginSupport';

/** Every rule of section G, by its number. */
export const rules: readonly Rule[] = [
  emptyPeers,
  emptyRule,
  openToEveryone,
  strayDashSplitsRule,
  strayDashSplitsPeer,
  rulesWithoutType,
  typesMissing,
  egressOnlyClosesIngress,
  emptyEgressWithoutType,
  exclusionWithoutEffect,
  notInMatchesAbsent,
  nameClaimsOpposite,
  wholeNamespaceWithRules,
  podSelectorMissing,
  crossProduct,
  allowAllBesideNarrower,
  everyNamespace,
  peerOfOtherNamespace,
  portQuoted,
  endPortMisplaced,
  portNotExposed,
  portNameUnknown,
  portNameOtherProtocol,
  servicePort,
  apiServerPort,
  udpForgotten,
  protocolOmitted,
  allPortsOfProtocol,
  portNameAmbiguous,
  widePortRange,
  portsInPeer,
  portsOverlap,
  portNameTwice,
  selectsNoPod,
  peerMatchesNoPod,
  namespaceLabelMissing,
  labelsOfController,
  generatedLabel,
  hostNetworkPod,
  namespaceNameUnknown,
  namespaceUndeclared,
  selectorWithoutMatchLabels,
  selectorLeftEmpty,
  contradictorySelector,
  redundantRequirement,
  matchesEverything,
  labelMisspelt,
  dnsForgotten,
  dnsOneProtocol,
  nodeLocalDns,
  oneSidedAllow,
  entryNotAdmitted,
  monitoringNotAdmitted,
  webhookNotAdmitted,
  clientAddressLost,
  podNotCovered,
  noDefaultDeny,
  priorityTie,
  blockForPods,
  oneFamily,
  metadataReachable,
  privateRangesIncluded,
  hostBits,
  exceptOutside,
  exceptReopened,
  exceptsWholeBlock,
  redundantBlock,
  singleAddress,
  cidrMatchesNoPod,
  nonCanonicalCidr,
  redundantPolicy,
  shadowedRule,
  duplicateObject,
  samePolicyTwice,
  defaultDenyDefeated,
  uninformativeName,
  namespaceOmitted,
  tooManyRules,
  fieldMisplaced,
  fieldMisspelt,
  duplicateKey,
  unquotedScalar,
  unrenderedTemplate,
  octalPort,
  enumCase,
  listMapConfusion,
  oldApiVersion,
  serverFields,
  missingSeparator,
  oddCharacters,
  unreachableTierRule,
  denyHitsPods,
  oldTierSchema,
  otherVersion,
  domainNamesWithoutDeny,
  namedPortForAddresses,
  tierSelectorInvalid,
  tierLimits,
  tierWithoutSay,
  ciliumEmptyRule,
  ciliumDenyIsolates,
  calicoDefaults,
  baselineName,
  pluginSupport,
];

type RuleAbout<About extends Rule['about']> = Extract<Rule, { readonly about: About }>;

function rulesAbout<About extends Rule['about']>(about: About): readonly RuleAbout<About>[] {
  return rules.filter((rule): rule is RuleAbout<About> => rule.about === about);
}

export const unitRules = rulesAbout('unit');
export const writtenRules = rulesAbout('written');
export const policyRules = rulesAbout('policy');
export const tierRules = rulesAbout('tier');
export const clusterRules = rulesAbout('cluster');

const explained = new Map(rules.map(({ code, explains }) => [code as string, explains]));

/** The codes of the validation that a rule explains; undefined: it stands for itself. */
export function explainedCodes(code: string): readonly string[] | undefined {
  return explained.get(code);
}
