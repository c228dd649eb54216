import { readSettings, SETTING_CHOICES, type Settings } from '../core/index';
import { changeSettings, useWorkspace } from '../store/workspace';
import { Dialog } from '../ui/Dialog';
import { Select } from '../ui/Select';
import styles from './SettingsDialog.module.css';
import { openOverlay, useShell } from './shell';

interface Choice {
  readonly title: string;
  readonly note: string;
}

type Plugin = Settings['plugin'];

/** What the settings and their values are called; the values stand in the order of `SETTING_CHOICES`. */
const settings: {
  readonly [Name in Exclude<keyof Settings, 'plugin'>]: {
    readonly title: string;
    readonly choices: Readonly<Record<Settings[Name], Choice>>;
  };
} = {
  ipBlock: {
    title: 'ipBlock and pods',
    choices: {
      'by-ip': {
        title: 'A block matches pods by their address',
        note: 'Calico, Antrea, kube-router, OVN-Kubernetes. Addresses are known where the manifests hold status.podIP.',
      },
      'external-only': {
        title: 'A block matches only addresses outside the cluster',
        note: 'Cilium: pods are matched by selectors alone.',
      },
    },
  },
  hostNetwork: {
    title: 'Pods on the host network',
    choices: {
      node: {
        title: 'They are part of their node',
        note: 'The usual case: no selector of a policy selects or matches them.',
      },
      pod: {
        title: 'They are pods like others',
        note: 'Some plugins and tools judge them by their labels. The API leaves it open.',
      },
    },
  },
  serverVersion: {
    title: 'Version of the API server',
    choices: {
      '1.35': {
        title: '1.35 and before',
        note: 'Blocks in an odd form, such as 10.0.0.5/8, are accepted with a warning.',
      },
      '1.36': { title: '1.36 and after', note: 'Policies with such blocks are refused, and left out here.' },
    },
  },
};

/** What lint tells where the plugin is known. */
const plugins: Readonly<Record<Plugin, Choice>> = {
  unknown: { title: 'Not said', note: 'Nothing is told of what only some plugins support.' },
  antrea: { title: 'Antrea', note: 'It ignores blocks in an odd form, such as 10.0.0.5/8.' },
  aws: { title: 'AWS VPC CNI', note: 'It knows no SCTP, and at most 24 ports for one block.' },
  calico: { title: 'Calico', note: 'It supports all of NetworkPolicy.' },
  cilium: { title: 'Cilium', note: 'Its blocks match no pods, and port ranges work from 1.16 on.' },
  flannel: { title: 'flannel', note: 'By itself it enforces no policies.' },
  gke: { title: 'GKE', note: 'It knows no SCTP, and pods may ask a DNS cache of their node.' },
  'kube-router': { title: 'kube-router', note: 'It supports all of NetworkPolicy.' },
  'ovn-kubernetes': { title: 'OVN-Kubernetes', note: 'Priorities of its admin policies end at 99.' },
};

const names = Object.keys(settings) as readonly (keyof typeof settings)[];

/** How to read what manifests leave open; every choice is applied at once. */
export function SettingsDialog() {
  const open = useShell((state) => state.overlay === 'settings');
  return (
    <Dialog
      open={open}
      onOpenChange={(isOpen) => openOverlay(isOpen ? 'settings' : undefined)}
      title="Settings"
      description="The API leaves some cases to the cluster. Choose what yours does; the picture follows at once."
    >
      {names.map((name) => (
        <Setting key={name} name={name} />
      ))}
      <PluginSetting />
    </Dialog>
  );
}

function Setting({ name }: { readonly name: keyof typeof settings }) {
  const value = useWorkspace((state) => state.settings[name]);
  const { title } = settings[name];
  const choices: Readonly<Record<string, Choice>> = settings[name].choices;
  const values: readonly string[] = SETTING_CHOICES[name];
  return (
    <fieldset className={styles.setting}>
      <legend className={styles.title}>{title}</legend>
      {values.map((choice) => (
        <label key={choice} className={styles.choice}>
          <input type="radio" name={name} checked={value === choice} onChange={() => choose(name, choice)} />
          <span>
            {choices[choice]?.title}
            <span className={styles.note}>{choices[choice]?.note}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

/** The problems list names what the plugin does not support; the picture stays as the other settings say. */
function PluginSetting() {
  const plugin = useWorkspace((state) => state.settings.plugin);
  return (
    <div className={styles.setting}>
      <div className={styles.title}>Network plugin</div>
      <Select
        name="Network plugin"
        value={plugin}
        choices={SETTING_CHOICES.plugin.map((value) => ({ value, title: plugins[value].title }))}
        onChange={(value) => choose('plugin', value)}
      />
      <span className={styles.note}>
        {plugins[plugin].note} It only decides which problems are listed, not which flows are shown.
      </span>
    </div>
  );
}

function choose(name: keyof Settings, choice: string) {
  changeSettings(readSettings({ ...useWorkspace.getState().settings, [name]: choice }));
}
